package dev.pgwright.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An INSERT of nothing but constants, as dumps write them by the million.
 *
 * @param target all up to VALUES, as it is written but for blanks: the same for all such statements of one table
 * @param firstRowEnd offset behind the first row
 * @param lastRowEnd offset behind the last row
 */
public record InsertRows(String target, int firstRowEnd, int lastRowEnd) {
    /** Words that may stand between constants, lower-case. */
    private static final Set<String> CONSTANT_WORDS = Set.of(
            "null",
            "true",
            "false",
            "default",
            "array",
            "row",
            "e",
            "b",
            "x",
            "n",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "interval",
            "numeric",
            "bytea");

    /** Words that may have a parenthesis or bracket behind them without being a function. */
    private static final Set<String> CONSTRUCTORS = Set.of("array", "row");

    /** Constants that are words, as dumps write them. */
    private static final List<String> PLAIN_WORDS =
            List.of("NULL", "true", "false", "TRUE", "FALSE", "null", "DEFAULT");

    private static final String NO_CONFLICT = "on conflict do nothing";

    /**
     * The parts of a statement; empty when it is another one, when a value is more than a constant, or when it gives rows
     * back.
     *
     * @param sql one statement without anything in front of it
     */
    public static Optional<InsertRows> of(String sql) {
        return new Reader(sql).read();
    }

    /** The target, of all up to VALUES. */
    public static String target(String head) {
        return head.strip().replaceAll("\\s+", " ");
    }

    /** As the end of a row: it is more than constants. */
    public static final int OTHER = -1;

    /** As the end of a row: the text ends before it. */
    public static final int OPEN = -2;

    /** The offset behind VALUES of an INSERT that begins at an offset of a text, or {@link #OTHER}. */
    public static int valuesEnd(String text, int from) {
        Reader reader = new Reader(text);
        reader.at = from;
        return reader.word().equals("insert") && reader.word().equals("into") ? reader.values() : OTHER;
    }

    /** The offset behind a row of constants that begins at an offset of a text, {@link #OTHER} or {@link #OPEN}. */
    public static int rowEnd(String text, int from) {
        int end = plainRowEnd(text, from);
        if (end != OTHER) {
            return end;
        }
        Reader reader = new Reader(text);
        reader.at = from;
        if (reader.row()) {
            return reader.at;
        }
        // the first colon of a cast may be all that has come of it
        return reader.at < 0 || reader.at >= text.length() - 1 ? OPEN : OTHER;
    }

    /** The same of strings, numbers, NULL and booleans alone, by the gigabyte. */
    private static int plainRowEnd(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '(') {
            return OTHER;
        }
        int at = from + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ')') {
                return at + 1;
            }
            if (c == '\'') {
                at = stringEnd(text, at);
            } else if ((c >= '0' && c <= '9') || c == ',' || c == ' ' || c == '.' || c == '\n') {
                at++;
            } else if (c == '-' && at + 1 < text.length() && text.charAt(at + 1) != '-') {
                at++;
            } else {
                at = plainWordEnd(text, at);
            }
            if (at < 0) {
                return at;
            }
        }
        return OPEN;
    }

    private static int stringEnd(String text, int from) {
        int quote = text.indexOf('\'', from + 1);
        while (quote >= 0 && text.startsWith("'", quote + 1)) {
            quote = text.indexOf('\'', quote + 2);
        }
        return quote < 0 ? OPEN : quote + 1;
    }

    private static int plainWordEnd(String text, int from) {
        for (String word : PLAIN_WORDS) {
            int end = from + word.length();
            if (text.startsWith(word, from)
                    && end < text.length()
                    && (text.charAt(end) == ',' || text.charAt(end) == ')')) {
                return end;
            }
        }
        return OTHER;
    }

    /** Goes through the text once and keeps nothing: a statement may be hundreds of megabytes. */
    private static final class Reader {
        private final String sql;
        private final Quotes quotes;
        private int at;

        Reader(String sql) {
            this.sql = sql;
            this.quotes = new Quotes(sql);
        }

        Optional<InsertRows> read() {
            if (!word().equals("insert") || !word().equals("into")) {
                return Optional.empty();
            }
            int values = values();
            if (values < 0) {
                return Optional.empty();
            }
            at = values;
            String target = target(sql.substring(0, values));
            int firstRowEnd = -1;
            int lastRowEnd;
            do {
                if (!row()) {
                    return Optional.empty();
                }
                firstRowEnd = firstRowEnd < 0 ? at : firstRowEnd;
                lastRowEnd = at;
            } while (take(','));
            StringBuilder words = new StringBuilder();
            for (String word = word(); !word.isEmpty(); word = word()) {
                words.append(words.isEmpty() ? "" : " ").append(word);
            }
            boolean plain = words.isEmpty() || words.toString().equals(NO_CONFLICT);
            take(';');
            blanks();
            return plain && at == sql.length()
                    ? Optional.of(new InsertRows(target, firstRowEnd, lastRowEnd))
                    : Optional.empty();
        }

        /** The offset behind VALUES, with only names and a list of columns before it; -1 when there is something else. */
        private int values() {
            while (true) {
                blanks();
                if (at >= sql.length()) {
                    return -1;
                }
                char c = sql.charAt(at);
                if (c == '"') {
                    at = quotes.end(at, c, false);
                    if (at < 0) {
                        return -1;
                    }
                } else if (StatementLexer.isNameStart(c)) {
                    String word = word();
                    if (word.equals("values")) {
                        return at;
                    }
                    if (word.equals("select") || word.equals("with")) {
                        return -1;
                    }
                } else if (".(),".indexOf(c) >= 0) {
                    at++;
                } else {
                    return -1;
                }
            }
        }

        private boolean row() {
            if (!take('(')) {
                return false;
            }
            int depth = 1;
            while (depth > 0) {
                blanks();
                if (at >= sql.length()) {
                    return false;
                }
                char c = sql.charAt(at);
                if (c == '(' || c == '[') {
                    depth++;
                    at++;
                } else if (c == ')' || c == ']') {
                    depth--;
                    at++;
                } else if (!constant(c)) {
                    return false;
                }
            }
            return true;
        }

        private boolean constant(char c) {
            if (c == '\'') {
                at = quotes.end(at, c, isEscapeString());
                return at >= 0;
            }
            if (c == ':' && sql.startsWith("::", at)) {
                at += 2;
                return type();
            }
            if (StatementLexer.isNameStart(c)) {
                String word = word();
                boolean calls = at < sql.length() && sql.charAt(at) == '(' && !CONSTRUCTORS.contains(word);
                return CONSTANT_WORDS.contains(word) && !calls;
            }
            boolean known = (c >= '0' && c <= '9') || ",.+-".indexOf(c) >= 0;
            // a comment may have anything in it
            boolean comment = c == '-' && sql.startsWith("--", at);
            if (known && !comment) {
                at++;
                while (at < sql.length() && StatementLexer.isNamePart(sql.charAt(at))) {
                    at++;
                }
                return true;
            }
            return false;
        }

        private boolean isEscapeString() {
            boolean e = at > 0 && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E');
            return e && (at == 1 || !StatementLexer.isNamePart(sql.charAt(at - 2)));
        }

        /** A type's name behind a cast, its parts and words; its parentheses are those of a row in depth. */
        private boolean type() {
            blanks();
            if (at < sql.length() && sql.charAt(at) == '"') {
                at = quotes.end(at, '"', false);
                return at >= 0 && moreOfType();
            }
            return !word().isEmpty() && moreOfType();
        }

        private boolean moreOfType() {
            if (take('.')) {
                return type();
            }
            while (at < sql.length() && (StatementLexer.isNameStart(sql.charAt(at)) || sql.charAt(at) == ' ')) {
                at++;
            }
            return true;
        }

        private boolean take(char wanted) {
            blanks();
            boolean there = at < sql.length() && sql.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }

        /** The next word in lower case; empty when something else follows. */
        private String word() {
            blanks();
            int start = at;
            if (at < sql.length() && StatementLexer.isNameStart(sql.charAt(at))) {
                while (at < sql.length() && StatementLexer.isNamePart(sql.charAt(at))) {
                    at++;
                }
            }
            return sql.substring(start, at).toLowerCase(Locale.ROOT);
        }

        private void blanks() {
            while (at < sql.length() && StatementLexer.isBlank(sql.charAt(at))) {
                at++;
            }
        }
    }
}
