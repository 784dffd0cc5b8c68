package dev.pgwright.sql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What has been seen of one statement, as far as it decides where the statement ends: semicolons inside the body of a
 * SQL-standard function and inside the parentheses of CREATE RULE do not end it.
 */
final class StatementShape {
    private static final Pattern FROM_STDIN = Pattern.compile("\\bfrom\\s+p?stdin\\b", Pattern.CASE_INSENSITIVE);

    private enum Create {
        NOTHING_YET,
        CREATE,
        OR,
        ROUTINE,
        RULE,
        OTHER
    }

    private Create create = Create.NOTHING_YET;
    private String previousWord = "";
    private boolean first = true;
    private boolean copy;
    private boolean copyFromStdin;
    private boolean sent;
    private int parentheses;
    private int bodyDepth;
    private int escapeStringEnd = -1;

    static boolean readsFromStdin(String copyArguments) {
        return FROM_STDIN.matcher(copyArguments).find();
    }

    boolean isInsideBody() {
        return bodyDepth > 0 || (create == Create.RULE && parentheses > 0);
    }

    boolean isCopyFromStdin() {
        return copyFromStdin;
    }

    /** Whether a psql command has sent the statement off. */
    boolean isSent() {
        return sent;
    }

    void send() {
        sent = true;
    }

    void word(String text, int from, int to) {
        // only keywords matter, and none of those that do is longer
        String word = to - from > 10 ? "" : text.substring(from, to).toUpperCase(Locale.ROOT);
        if (first) {
            copy = word.equals("COPY");
        }
        first = false;
        create = create(word);
        if (copy && word.equals("STDIN") && previousWord.equals("FROM")) {
            copyFromStdin = true;
        }
        if (create == Create.ROUTINE && parentheses == 0) {
            body(word);
        }
        previousWord = word;
        escapeStringEnd = -1;
    }

    private Create create(String word) {
        return switch (create) {
            case NOTHING_YET -> word.equals("CREATE") ? Create.CREATE : Create.OTHER;
            case CREATE ->
                switch (word) {
                    case "OR" -> Create.OR;
                    case "FUNCTION", "PROCEDURE" -> Create.ROUTINE;
                    case "RULE" -> Create.RULE;
                    default -> Create.OTHER;
                };
            case OR -> word.equals("REPLACE") ? Create.CREATE : Create.OTHER;
            case ROUTINE, RULE, OTHER -> create;
        };
    }

    private void body(String word) {
        if (bodyDepth == 0) {
            bodyDepth = word.equals("ATOMIC") && previousWord.equals("BEGIN") ? 1 : 0;
        } else if (word.equals("CASE")) {
            bodyDepth++;
        } else if (word.equals("END")) {
            bodyDepth--;
        }
    }

    void sign(char c) {
        if (c == '(') {
            parentheses++;
        } else if (c == ')' && parentheses > 0) {
            parentheses--;
        }
        other(-1);
    }

    /** Any other token; the offset behind it when it was an escape string, otherwise -1. */
    void other(int escapeString) {
        first = false;
        previousWord = "";
        escapeStringEnd = escapeString;
        if (create != Create.ROUTINE && create != Create.RULE) {
            create = Create.OTHER;
        }
    }

    /** Whether a quote goes on with the E'' string before it: only blanks with a line end are between. */
    boolean continuesEscapeString(String text, int at) {
        if (escapeStringEnd < 0) {
            return false;
        }
        String between = text.substring(escapeStringEnd, at);
        return between.indexOf('\n') >= 0 || between.indexOf('\r') >= 0;
    }
}
