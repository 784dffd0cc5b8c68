package dev.pgwright.design.volume;

import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of an attribute are taken to be, by its type, where the requirements do not say. */
final class Defaults {
    static final List<String> CURRENCIES =
            List.of("EUR", "USD", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK");
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl", "pl", "pt");
    private static final String COUNTRIES = "AT AU BE BR CA CH CN CZ DE DK ES FI FR GB GR HU IE IL IN IT JP KR MX NL NO"
            + " NZ PL PT RO SE SG SK TR UA US ZA AE AR BG CL CO CY EE HK HR ID IS LT LU LV MT MY PE PH SA SI TH TW VN RS";

    private static final int TEXT_WITHOUT_LIMIT = 32;
    private static final int SHORTEST_TEXT = 8;
    private static final int LONGEST_TEXT = 400;
    private static final int JSON_BYTES = 200;
    private static final double MOST_AMOUNTS = 100_000;
    private static final double MOST_NUMBERS = 1_000;
    private static final int QUARTERS_OF_AN_HOUR = 96;
    /** Of a lifecycle: what each value that most rows end in has, in shares of what one on the way has. */
    private static final double ENDS = 10;

    private Defaults() {}

    /**
     * @param most rows that have a value
     * @param examples SQL literals of good values
     */
    static ColumnProfile profile(Attribute attribute, double nullFraction, double most, List<String> examples) {
        String name = attribute.name();
        Long stated = attribute.statistics().distinct();
        double half = distinct(attribute, stated, most, Math.max(1, most / 2));
        double all = distinct(attribute, stated, most, most);
        return switch (attribute.type()) {
            case STATUS -> status(attribute, nullFraction);
            case BOOLEAN -> shares(attribute, List.of("false", "true"), nullFraction);
            case COUNTRY ->
                stated == null && !attribute.unique()
                        ? codes(name, nullFraction, List.of(COUNTRIES.split(" ")))
                        : text(attribute, nullFraction, all, 2, "{}");
            case CURRENCY ->
                attribute.unique()
                        ? text(attribute, nullFraction, all, 3, "{}")
                        : codes(name, nullFraction, CURRENCIES);
            case LANGUAGE ->
                attribute.unique() ? text(attribute, nullFraction, all, 2, "{}") : codes(name, nullFraction, LANGUAGES);
            case TEXT -> text(attribute, nullFraction, half, proseLength(attribute), null);
            case CODE -> text(attribute, nullFraction, half, codeLength(attribute, examples), "{}");
            case EMAIL -> text(attribute, nullFraction, all, 24, "{}@example.org");
            case URL -> text(attribute, nullFraction, all, 48, "https://example.org/{}");
            case FILE -> text(attribute, nullFraction, all, 40, "uploads/{}.pdf");
            case PHONE -> text(attribute, nullFraction, half, 13, "+49{}");
            case JSON -> text(attribute, nullFraction, all, JSON_BYTES, null);
            case INTEGER, PERCENTAGE, DECIMAL, MONEY, QUANTITY -> number(attribute, nullFraction, stated, most);
            case TIME ->
                ColumnProfile.of(
                                name,
                                nullFraction,
                                distinct(attribute, stated, most, QUARTERS_OF_AN_HOUR),
                                Order.RANDOM)
                        .withSpan(0, 900);
            case DURATION ->
                ColumnProfile.of(
                                name,
                                nullFraction,
                                distinct(attribute, stated, most, QUARTERS_OF_AN_HOUR),
                                Order.RANDOM)
                        .withSpan(900, 900);
            case DATE, TIMESTAMP, PERIOD, DATE_PERIOD -> ColumnProfile.of(name, nullFraction, all, Order.ASCENDING);
            case UUID, IP_ADDRESS -> ColumnProfile.of(name, nullFraction, all, Order.RANDOM);
            case TAGS, GEO_POINT -> ColumnProfile.of(name, nullFraction, most, Order.RANDOM);
        };
    }

    private static double distinct(Attribute attribute, @Nullable Long stated, double most, double otherwise) {
        double wanted = attribute.unique() ? most : stated == null ? otherwise : stated;
        return Math.max(1, Math.floor(Math.min(most, wanted)));
    }

    private static ColumnProfile text(
            Attribute attribute, double nullFraction, double distinct, int length, @Nullable String template) {
        Integer stated = attribute.statistics().averageLength();
        int average = stated == null ? length : stated;
        Integer most = attribute.maxLength();
        return ColumnProfile.of(attribute.name(), nullFraction, distinct, Order.RANDOM)
                .withText(most == null ? average : Math.min(average, most), template);
    }

    private static int proseLength(Attribute attribute) {
        return attribute.maxLength() == null
                ? TEXT_WITHOUT_LIMIT
                : Math.max(SHORTEST_TEXT, Math.min(LONGEST_TEXT, attribute.maxLength() / 4));
    }

    private static int codeLength(Attribute attribute, List<String> examples) {
        if (attribute.pattern() != null && !examples.isEmpty()) {
            return examples.stream()
                    .mapToInt(literal -> literal.length() - 2)
                    .max()
                    .orElseThrow();
        }
        return attribute.maxLength() == null ? 12 : Math.max(2, Math.min(24, attribute.maxLength() / 2));
    }

    private static ColumnProfile number(Attribute attribute, double nullFraction, @Nullable Long stated, double most) {
        int scale = switch (attribute.type()) {
            case INTEGER -> 0;
            case QUANTITY -> attribute.scale() == null ? 3 : attribute.scale();
            default -> attribute.scale() == null ? 2 : attribute.scale();
        };
        double step = Math.pow(10, -scale);
        double usual = switch (attribute.type()) {
            case INTEGER, PERCENTAGE -> MOST_NUMBERS;
            default -> Math.min(MOST_AMOUNTS, Math.max(1, most / 10));
        };
        double from = attribute.minimum() == null
                ? attribute.maximum() == null ? 0 : Math.min(0, Double.parseDouble(attribute.maximum()) - usual * step)
                : Double.parseDouble(attribute.minimum());
        double possible = attribute.maximum() == null
                ? Double.MAX_VALUE
                : Math.floor((new BigDecimal(attribute.maximum()).doubleValue() - from) / step + 1.000001);
        double distinct = Math.min(possible, distinct(attribute, stated, most, usual));
        return ColumnProfile.of(attribute.name(), nullFraction, distinct, Order.RANDOM)
                .withSpan(from, step);
    }

    static ColumnProfile codes(String column, double nullFraction, List<String> values) {
        Map<String, Double> shares = new LinkedHashMap<>();
        values.forEach(value -> shares.put(value, 1d / values.size()));
        return ColumnProfile.of(column, nullFraction, values.size(), Order.RANDOM)
                .withShares(shares)
                .withText(values.get(0).length(), null);
    }

    private static ColumnProfile status(Attribute attribute, double nullFraction) {
        StatusValues status = attribute.status();
        if (status == null) {
            throw new IllegalStateException("a status without values: " + attribute.name());
        }
        return shares(attribute, status.values(), nullFraction);
    }

    private static ColumnProfile shares(Attribute attribute, List<String> values, double nullFraction) {
        Map<String, Double> stated = attribute.statistics().shares();
        double left = Math.max(
                0, 1 - stated.values().stream().mapToDouble(share -> share).sum());
        double weights = values.stream()
                .filter(value -> !stated.containsKey(value))
                .mapToDouble(value -> weight(attribute, value))
                .sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        double characters = 0;
        for (String value : values) {
            Double said = stated.get(value);
            double share = said == null ? left * weight(attribute, value) / weights : said;
            shares.put(value, share);
            characters += share * value.length();
        }
        return ColumnProfile.of(attribute.name(), nullFraction, values.size(), Order.RANDOM)
                .withShares(shares)
                .withText((int) Math.round(characters), null);
    }

    /** Rows rest where their life ends; of stated shares the others share what is left evenly. */
    private static double weight(Attribute attribute, String value) {
        StatusValues status = attribute.status();
        boolean lifecycle = status != null
                && !status.transitions().isEmpty()
                && attribute.statistics().shares().isEmpty();
        return lifecycle
                        && status != null
                        && status.transitions().getOrDefault(value, List.of()).isEmpty()
                ? ENDS
                : 1;
    }
}
