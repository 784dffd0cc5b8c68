package dev.pgwright.review.rules.schema;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question about names that most of a schema answers alike; null where a name gives no answer. */
enum NamingStyle {
    TABLE_CASE("tables are in"),
    COLUMN_CASE("columns are in"),
    TABLE_NUMBER("tables are in the"),
    KEY_COLUMN("primary keys of one column are called"),
    REFERENCE("columns of references end with"),
    TIMESTAMP("columns of timestamps end with"),
    BOOLEAN("boolean columns begin with");

    /** Where nobody is told to leave a word out. */
    private static final Set<String> WITHOUT = Set.of("something else", "no such word");

    /** Nouns without a plural, and those of which nobody knows whether they are one. */
    private static final Set<String> UNCOUNTED = Set.of(
            "data",
            "metadata",
            "info",
            "information",
            "history",
            "inventory",
            "status",
            "stock",
            "staff",
            "news",
            "series",
            "media",
            "equipment",
            "log",
            "audit",
            "config",
            "settings",
            "statistics",
            "stats",
            "archive",
            "content",
            "feedback",
            "access",
            "analysis",
            "queue",
            "cache",
            "queries",
            "raw",
            "meta",
            "details",
            "schema",
            "all",
            "annotation",
            "to");
    /** Letters from which a word may well be several without anything between: {@code billofmaterials}. */
    private static final int RUN_TOGETHER = 15;

    private static final Set<String> PREDICATES =
            Set.of("is", "has", "can", "was", "should", "allow", "allows", "needs");

    private final String words;

    NamingStyle(String words) {
        this.words = words;
    }

    /** The beginning of a sentence: {@code tables are in the}. */
    String words() {
        return words;
    }

    /** Whether a way is one that names can be asked to go. */
    static boolean isStyle(String way) {
        return !WITHOUT.contains(way);
    }

    /** How a table's name is written: {@code snake_case}; a word in lower case is no answer. */
    static @Nullable String written(String name) {
        boolean upper = name.chars().anyMatch(Character::isUpperCase);
        boolean lower = name.chars().anyMatch(Character::isLowerCase);
        if (!upper) {
            return name.indexOf('_') > 0 ? "snake_case" : null;
        }
        if (!lower) {
            return "CAPITALS";
        }
        return name.indexOf('_') > 0
                ? "Mixed_Case"
                : Character.isUpperCase(name.charAt(0)) ? "PascalCase" : "camelCase";
    }

    /** Whether a table is called after one of its rows or all of them. */
    static @Nullable String number(String table) {
        String last = NameWords.last(table);
        if (last.isEmpty()
                || last.length() >= RUN_TOGETHER
                || UNCOUNTED.contains(last)
                || !last.chars().allMatch(Character::isLetter)) {
            return null;
        }
        return NameWords.isPlural(last) ? "plural" : "singular";
    }

    /** How the column of a primary key is called after its table. */
    static @Nullable String key(String table, String column) {
        String name = NameWords.snake(column);
        String own = NameWords.singularOf(table) + "_id";
        return name.equals("id")
                ? "id"
                : name.equals(own) || name.equals(NameWords.snake(table) + "_id") ? "TABLE_id" : null;
    }

    /** Numbers behind it do not count: {@code airport_id2}. */
    static String reference(String column) {
        String last = NameWords.last(column);
        return last.startsWith("id") && last.substring(2).chars().allMatch(Character::isDigit)
                ? "id"
                : "something else";
    }

    static @Nullable String timestamp(String column) {
        String last = NameWords.last(column);
        return Set.of("at", "time", "date", "timestamp", "on", "ts").contains(last)
                        && NameWords.of(column).size() > 1
                ? last
                : null;
    }

    static String truth(String column) {
        List<String> words = NameWords.of(column);
        return !words.isEmpty() && PREDICATES.contains(words.get(0)) ? "is, has or the like" : "no such word";
    }
}
