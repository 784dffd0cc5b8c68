package dev.pgwright.review.rules.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What values a column has by its name. */
enum MeantType {
    DATE("a date or a moment", "date or timestamptz"),
    NUMBER("a number", "integer, bigint or numeric"),
    YES_OR_NO("a yes or no", "boolean"),
    ADDRESS("an IP address", "inet or cidr"),
    JSON("JSON", "jsonb");

    private static final Set<String> DATES = Set.of("date", "datetime", "timestamp", "birthday", "birthdate");
    private static final Set<String> NUMBERS = Set.of(
            "count", "quantity", "qty", "amount", "price", "latitude", "longitude", "percent", "percentage", "balance");
    private static final Set<String> FLAGS = Set.of("is", "has", "can", "was");
    private static final Set<String> FLAGGED =
            Set.of("active", "enabled", "deleted", "visible", "valid", "public", "default", "verified", "approved");
    /** With these a text is about how something is shown or called, and not its value. */
    private static final Set<String> SHOWN = Set.of(
            "format",
            "text",
            "label",
            "name",
            "code",
            "unit",
            "currency",
            "display",
            "raw",
            "formatted",
            "pattern",
            "string",
            "str",
            "note",
            "comment",
            "description",
            "range",
            "list",
            "template",
            "path",
            "class",
            "type");

    private final String words;
    private final String types;

    MeantType(String words, String types) {
        this.words = words;
        this.types = types;
    }

    /** For messages: {@code a date or a moment}. */
    String words() {
        return words;
    }

    /** PostgreSQL's types for it. */
    String types() {
        return types;
    }

    static Optional<MeantType> of(String column) {
        List<String> words = NameWords.of(column);
        if (words.isEmpty() || words.stream().anyMatch(SHOWN::contains)) {
            return Optional.empty();
        }
        String last = words.get(words.size() - 1);
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        if (DATES.contains(last) || (last.equals("at") && before.endsWith("ed"))) {
            return Optional.of(DATE);
        }
        if (NUMBERS.contains(last)) {
            return Optional.of(NUMBER);
        }
        if (words.size() == 2 && FLAGS.contains(before) && FLAGGED.contains(last)) {
            return Optional.of(YES_OR_NO);
        }
        boolean address = last.equals("ip")
                || last.equals("ipaddress")
                || ((last.equals("address") || last.equals("addr")) && (before.equals("ip") || before.equals("remote")))
                || last.equals("ipv4")
                || last.equals("ipv6")
                || last.equals("cidr");
        if (address) {
            return Optional.of(ADDRESS);
        }
        return last.equals("json") ? Optional.of(JSON) : Optional.empty();
    }
}
