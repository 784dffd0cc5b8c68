package dev.pgwright.design.prove;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values worth trying in a column, in text form: its examples and shapes like them, ordinary values of its type,
 * constants of the checks that speak of it and their neighbours, edges of the type. Only what the server can read as
 * the column's base type gets in.
 */
final class ValuePool {
    private static final Set<String> COUNTED = Set.of("smallint", "integer", "bigint");
    private static final int GROUP = 9;

    private static final long LONGEST_TEXT = 1_000_000;

    private final Session session;
    private final Map<ColumnName, List<String>> examples;
    private final Map<ColumnName, List<String>> exampleTexts = new HashMap<>();
    private final Map<ColumnName, List<String>> mined = new HashMap<>();
    private final Map<String, Boolean> readable = new HashMap<>();

    ValuePool(Session session, Map<ColumnName, List<String>> examples) {
        this.session = session;
        this.examples = examples;
    }

    /** Values to try, the likely good ones first; which ordinary ones they are depends on the seed. */
    List<@Nullable String> values(TableFacts facts, String column, int seed) {
        ColumnName name = new ColumnName(facts.table().name(), column);
        ColumnType type = facts.type(column);
        Set<@Nullable String> values = new LinkedHashSet<>();
        List<String> given = new ArrayList<>(exampleTexts.computeIfAbsent(name, unused -> readExamples(name, type)));
        Samples.rotate(given, seed);
        values.addAll(given);
        given.forEach(example -> values.addAll(onlyReadable(type, likeShapes(example, seed))));
        values.addAll(ofType(type, Samples.ordinary(type, seed)));
        List<String> constants = new ArrayList<>(mined.computeIfAbsent(name, unused -> mine(facts, column)));
        Samples.rotate(constants, seed);
        values.addAll(constants);
        values.addAll(ofType(type, Samples.edges(type)));
        if (facts.isNullable(column)) {
            values.add(null);
        }
        return new ArrayList<>(values);
    }

    private List<String> readExamples(ColumnName name, ColumnType type) {
        List<String> casts = new ArrayList<>();
        examples.getOrDefault(name, List.of())
                .forEach(literal -> casts.add("CAST(CAST((" + literal + ") AS " + type.sql() + ") AS text)"));
        return evaluated(casts);
    }

    /** The values of these expressions; those that fail or are null are left out. */
    private List<String> evaluated(List<String> expressions) {
        if (expressions.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        Session.Attempt all = session.attempt("SELECT " + String.join(", ", expressions));
        if (all.worked()) {
            all.rows()
                    .values()
                    .forEach(row -> row.stream().filter(Objects::nonNull).forEach(texts::add));
        } else if (expressions.size() > 1) {
            expressions.forEach(one -> texts.addAll(evaluated(List.of(one))));
        }
        return texts;
    }

    /** Values made for a type need no question; for a type that has no values of its own, most are not readable. */
    private List<String> ofType(ColumnType type, List<String> values) {
        return Samples.isKnown(type) ? values : onlyReadable(type, values);
    }

    /** Asks the server about all at once, and one by one only when it does not like one of them. */
    private List<String> onlyReadable(ColumnType type, List<String> texts) {
        if (isText(type)) {
            return texts;
        }
        List<String> unknown = texts.stream()
                .distinct()
                .filter(text -> !readable.containsKey(key(type, text)))
                .toList();
        if (!unknown.isEmpty()) {
            List<String> casts = unknown.stream().map(text -> cast(type, text)).toList();
            boolean all = session.attempt("SELECT " + String.join(", ", casts)).worked();
            unknown.forEach(text -> readable.put(
                    key(type, text),
                    all || session.attempt("SELECT " + cast(type, text)).worked()));
        }
        return texts.stream()
                .filter(text -> Boolean.TRUE.equals(readable.get(key(type, text))))
                .toList();
    }

    private static String key(ColumnType type, String text) {
        return type.sql() + "\n" + text;
    }

    private static String cast(ColumnType type, String text) {
        return "CAST(" + Quoted.literal(text) + " AS " + type.sql() + ")";
    }

    private static boolean isText(ColumnType type) {
        return !type.array() && (type.base().equals("text") || type.base().equals("character varying"));
    }

    /** Values of the same shape: a digit becomes another digit, a letter another letter of its case. */
    private static List<String> likeShapes(String example, int seed) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < example.length(); i++) {
            char c = example.charAt(i);
            char changed = c;
            int step = 1 + seed;
            if (c >= '0' && c <= '9') {
                changed = (char) ('0' + (c - '0' + step) % 10);
            } else if (c >= 'a' && c <= 'z') {
                changed = (char) ('a' + (c - 'a' + step) % 26);
            } else if (c >= 'A' && c <= 'Z') {
                changed = (char) ('A' + (c - 'A' + step) % 26);
            }
            if (changed != c && (i == 0 || i == example.length() - 1 || i == example.length() / 2)) {
                result.add(example.substring(0, i) + changed + example.substring(i + 1));
            }
        }
        return result;
    }

    /** The constants in expressions over the column, with values a little before and after them. */
    private List<String> mine(TableFacts facts, String column) {
        ColumnType type = facts.type(column);
        Set<String> found = new LinkedHashSet<>();
        for (Condition condition : facts.sourcesOfConstants()) {
            if (condition.columns().contains(column)) {
                addConstants(type, facts.expression(condition.sql()), found);
            }
        }
        Column described = facts.table().column(column).orElseThrow();
        if (described.defaultExpression() != null) {
            addConstants(type, facts.expression(described.defaultExpression()), found);
        }
        List<String> constants = onlyReadable(type, new ArrayList<>(found));
        found.clear();
        found.addAll(constants);
        found.addAll(neighbours(constants, type));
        return List.copyOf(found);
    }

    private static void addConstants(ColumnType type, Expression expression, Set<String> found) {
        boolean text = isText(type) || type.base().equals("character");
        for (String number : expression.numbers()) {
            if (type.array()) {
                addCardinalities(type, number, found);
            } else if (text) {
                addLengths(number, found);
            } else {
                found.add(number);
                found.add("-" + number);
            }
        }
        for (String constant : expression.strings()) {
            found.add(type.array() ? Samples.array(constant) : constant);
            if (text) {
                found.add(constant + "x");
            }
        }
    }

    private static void addLengths(String number, Set<String> found) {
        if (number.matches("\\d{1,6}")) {
            int length = Integer.parseInt(number);
            for (int one = Math.max(0, length - 1); one <= Math.min(LONGEST_TEXT, length + 1L); one++) {
                found.add("x".repeat(one));
            }
        }
    }

    private static void addCardinalities(ColumnType type, String number, Set<String> found) {
        if (number.matches("\\d{1,3}")) {
            int count = Integer.parseInt(number);
            found.add(Samples.arrayOf(type, Math.max(0, count - 1)));
            found.add(Samples.arrayOf(type, count));
            found.add(Samples.arrayOf(type, count + 1));
        }
    }

    /** Values a little after and before each of these, for types that are ordered by counting. */
    private List<String> neighbours(List<String> values, ColumnType type) {
        List<String> expressions = new ArrayList<>();
        String step = switch (type.base()) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "1";
            case "date" -> "1";
            case "timestamp without time zone", "timestamp with time zone", "interval" -> "interval '1 hour'";
            case "time without time zone" -> "interval '1 minute'";
            default -> "";
        };
        if (step.isEmpty() || type.array()) {
            return List.of();
        }
        for (String value : values) {
            String typed = cast(type, value);
            expressions.add("CAST(" + typed + " + " + step + " AS text)");
            expressions.add("CAST(" + typed + " - " + step + " AS text)");
        }
        if (COUNTED.contains(type.base())) {
            // a group whose rows must differ needs as many numbers as it has rows
            values.stream()
                    .limit(2)
                    .forEach(value -> IntStream.rangeClosed(2, GROUP)
                            .forEach(distance ->
                                    expressions.add("CAST(" + cast(type, value) + " + " + distance + " AS text)")));
        }
        return evaluated(expressions);
    }
}
