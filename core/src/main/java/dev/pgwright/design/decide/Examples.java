package dev.pgwright.design.decide;

import dev.pgwright.data.Patterns;
import dev.pgwright.design.requirements.Attribute;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Good values of business types, as SQL literals: what a check of a pattern accepts cannot be guessed from outside. */
final class Examples {
    private static final int COUNT = 6;

    private Examples() {}

    /**
     * Empty where any value of the column's type will do.
     *
     * @param position of the attribute in its entity: of two times the later named is the later one, on the same days
     */
    static List<String> of(Attribute attribute, int position) {
        if (attribute.pattern() != null) {
            return matching(attribute.pattern(), attribute.maxLength());
        }
        if (attribute.minimum() != null || attribute.maximum() != null) {
            return nearLimit(attribute);
        }
        return switch (attribute.type()) {
            case EMAIL -> numbered("'person%d@example.org'");
            case PHONE -> numbered("'+4930100000%d'");
            case URL -> numbered("'https://example.org/%d'");
            case CODE -> numbered("'A%d'");
            case COUNTRY -> literals("DE", "FR", "GB", "US", "JP", "BR");
            case CURRENCY -> literals("EUR", "USD", "GBP", "JPY", "CHF", "SEK");
            case LANGUAGE -> literals("en", "de", "fr", "es", "pt-BR", "ja");
            case FILE -> numbered("'uploads/%d.pdf'");
            case JSON -> numbered("'{\"n\": %d}'");
            case GEO_POINT -> numbered("'(13.%d,52.5)'");
            case PERIOD -> numbered("'[2027-01-0%d 08:00+00,2027-01-0%<d 09:00+00)'");
            case DATE_PERIOD -> numbered("'[2027-0%d-01,2027-0%<d-15)'");
            case TAGS -> numbered("'{red,t%d}'");
            case IP_ADDRESS -> numbered("'192.0.2.%d'");
            case DURATION -> numbered("'%d minutes'");
            case TIMESTAMP -> numbered("'2027-01-0%d " + "%02d".formatted(8 + position % 12) + ":00:00+00'");
            case DATE -> numbered("'2027-0%d-" + "%02d".formatted(1 + position % 28) + "'");
            case TEXT, INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE, BOOLEAN, TIME, STATUS, UUID -> List.of();
        };
    }

    /** A little within the limit; numbers near it are found by the proof itself. */
    private static List<String> nearLimit(Attribute attribute) {
        String sign = attribute.minimum() == null ? "-" : "+";
        String limit = TypeDecision.literal(
                String.valueOf(attribute.minimum() == null ? attribute.maximum() : attribute.minimum()));
        return switch (attribute.type()) {
            case DATE -> numbered("(date " + limit + " " + sign + " %d)");
            case TIMESTAMP -> numbered("(timestamptz " + limit + " " + sign + " interval '%d hours')");
            case TIME -> numbered("(time " + limit + " " + sign + " interval '%d minutes')");
            case DURATION -> numbered("(interval " + limit + " " + sign + " interval '%d minutes')");
            default -> List.of();
        };
    }

    static List<String> currencies() {
        return literals("EUR", "USD", "GBP", "JPY", "CHF", "SEK");
    }

    private static List<String> matching(String pattern, @Nullable Integer maxLength) {
        return Patterns.matching(pattern, maxLength == null ? Integer.MAX_VALUE : maxLength, COUNT).stream()
                .map(TypeDecision::literal)
                .toList();
    }

    private static List<String> numbered(String format) {
        return IntStream.rangeClosed(1, COUNT).mapToObj(format::formatted).toList();
    }

    private static List<String> literals(String... values) {
        return Stream.of(values).map(TypeDecision::literal).toList();
    }
}
