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
import org.jspecify.annotations.Nullable;

/**
 * Values worth trying in a column, in text form: its examples and shapes like them, ordinary values of its type,
 * constants of the checks that speak of it and their neighbours, edges of the type. Only what the server can read as
 * the column's base type gets in.
 */
final class ValuePool {
    private static final long LONGEST_TEXT = 20_000;

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
        values.addAll(onlyReadable(type, Samples.ordinary(type, seed)));
        List<String> constants = new ArrayList<>(mined.computeIfAbsent(name, unused -> mine(facts, column)));
        Samples.rotate(constants, seed);
        values.addAll(constants);
        values.addAll(onlyReadable(type, Samples.edges(type)));
        if (facts.isNullable(column)) {
            values.add(null);
        }
        return new ArrayList<>(values);
    }

    private List<String> readExamples(ColumnName name, ColumnType type) {
        List<String> texts = new ArrayList<>();
        for (String literal : examples.getOrDefault(name, List.of())) {
            Session.Attempt attempt =
                    session.attempt("SELECT CAST(CAST((" + literal + ") AS " + type.sql() + ") AS text)");
            attempt.rows().first().stream().filter(Objects::nonNull).forEach(texts::add);
        }
        return texts;
    }

    private List<String> onlyReadable(ColumnType type, List<String> texts) {
        List<String> result = new ArrayList<>();
        for (String text : texts) {
            boolean wellKnown = isText(type);
            if (wellKnown || readable.computeIfAbsent(type.sql() + "\n" + text, unused -> isReadable(type, text))) {
                result.add(text);
            }
        }
        return result;
    }

    private boolean isReadable(ColumnType type, String text) {
        return session.attempt("SELECT CAST(" + Quoted.literal(text) + " AS " + type.sql() + ")")
                .worked();
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
                addConstants(type, Expression.of(condition.sql()), found);
            }
        }
        Column described = facts.table().column(column).orElseThrow();
        if (described.defaultExpression() != null) {
            addConstants(type, Expression.of(described.defaultExpression()), found);
        }
        return onlyReadableUnknown(type, new ArrayList<>(found));
    }

    private List<String> onlyReadableUnknown(ColumnType type, List<String> texts) {
        return texts.stream()
                .filter(text -> readable.computeIfAbsent(type.sql() + "\n" + text, unused -> isReadable(type, text)))
                .toList();
    }

    private void addConstants(ColumnType type, Expression expression, Set<String> found) {
        boolean text = isText(type) || type.base().equals("character");
        for (String number : expression.numbers()) {
            if (text) {
                addLengths(number, found);
            } else {
                found.add(number);
                found.add("-" + number);
                addNeighbours(number, type, found);
            }
        }
        for (String constant : expression.strings()) {
            found.add(constant);
            if (text) {
                found.add(constant + "x");
            } else {
                addNeighbours(constant, type, found);
            }
        }
    }

    private static void addLengths(String number, Set<String> found) {
        if (number.matches("\\d{1,5}")) {
            int length = Integer.parseInt(number);
            for (int one = Math.max(0, length - 1); one <= Math.min(LONGEST_TEXT, length + 1L); one++) {
                found.add("x".repeat(one));
            }
        }
    }

    private void addNeighbours(String value, ColumnType type, Set<String> found) {
        String step = switch (type.base()) {
            case "smallint", "integer", "bigint", "numeric", "real", "double precision" -> "1";
            case "date" -> "1";
            case "timestamp without time zone", "timestamp with time zone", "interval" -> "interval '1 hour'";
            case "time without time zone" -> "interval '1 minute'";
            default -> "";
        };
        if (step.isEmpty() || type.array()) {
            return;
        }
        String typed = "CAST(" + Quoted.literal(value) + " AS " + type.sql() + ")";
        Session.Attempt attempt = session.attempt(
                "SELECT CAST(" + typed + " + " + step + " AS text), CAST(" + typed + " - " + step + " AS text)");
        attempt.rows()
                .values()
                .forEach(row -> row.stream().filter(Objects::nonNull).forEach(found::add));
    }
}
