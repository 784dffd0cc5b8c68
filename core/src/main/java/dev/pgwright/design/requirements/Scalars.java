package dev.pgwright.design.requirements;

import dev.pgwright.load.yaml.YamlScalars;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads single values of requirements: numbers, dates and names besides those that every file has. */
final class Scalars extends YamlScalars {
    /** PostgreSQL cuts identifiers at 63 bytes; this leaves room for what a design appends, {@code _id_idx} and more. */
    static final int MAX_NAME = 50;

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private final Problems problems;

    Scalars(Problems problems) {
        super(problems);
        this.problems = problems;
    }

    @Nullable BigDecimal number(Node node, String what) {
        String text = text(node, what);
        if (text == null) {
            return null;
        }
        BigDecimal value = Amounts.plainNumber(text);
        if (value == null) {
            problems.add(node, what + " must be a number, not '" + text + "'", null);
        }
        return value;
    }

    @Nullable String date(Node node, String what) {
        String text = text(node, what);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            problems.add(node, what + " must be a date such as 2027-01-31, not '" + text + "'", null);
            return null;
        }
    }

    /** A name of our own that becomes a name in the database. */
    @Nullable String name(Node node, String what) {
        String text = text(node, what);
        return text != null && isName(node, text, what) ? text : null;
    }

    boolean isName(Node node, String text, String what) {
        if (!SNAKE_CASE.matcher(text).matches()) {
            String better = snakeCase(text);
            problems.add(
                    node,
                    what + " must be in snake_case, not '" + text + "'",
                    SNAKE_CASE.matcher(better).matches() ? "Write '" + better + "'" : null);
            return false;
        }
        if (text.length() > MAX_NAME) {
            problems.add(
                    node,
                    what + " is longer than " + MAX_NAME + " characters: '" + text + "'",
                    "PostgreSQL cuts names at 63 bytes, and columns, constraints and indexes add to this one");
            return false;
        }
        if (text.startsWith("pg_")) {
            problems.add(
                    node, what + " must not start with 'pg_', which PostgreSQL keeps for itself: '" + text + "'", null);
            return false;
        }
        return true;
    }

    static String snakeCase(String text) {
        String plain = Normalizer.normalize(text.strip().replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return plain.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
    }
}
