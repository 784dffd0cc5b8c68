package dev.pgwright.load.migrations;

import dev.pgwright.source.Span;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Kind;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds placeholders of templates between the tokens of SQL. */
final class TemplateScanner {
    /** Rows behind COPY: their text is data. */
    private static final Pattern ROWS = Pattern.compile(
            "^COPY\\b[^;]*\\bFROM\\s+STDIN\\b[^;]*;[ \\t]*\\R(.*?)^\\\\\\.[ \\t]*$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.DOTALL);

    /** What a placeholder is. */
    enum Form {
        /** Stands where a name or a value does. */
        EXPRESSION,
        /** Stands where a statement would start and end. */
        STATEMENT,
        /** A tag of a template's own language. */
        TAG,
        /** A comment of a template's own language. */
        NOTE,
        /** A colon before a name, a string or a quoted name. */
        PSQL
    }

    record Found(Span span, Form form) {}

    private final String text;
    private final List<Token> tokens;
    private final List<Found> found = new ArrayList<>();
    private int depth;

    private TemplateScanner(String text) {
        this.text = text;
        this.tokens = SqlTokens.of(withoutRows(text));
    }

    /** The placeholders in their order. */
    static List<Found> scan(String text) {
        TemplateScanner scanner = new TemplateScanner(text);
        scanner.scan();
        return scanner.found;
    }

    private static String withoutRows(String text) {
        Matcher rows = ROWS.matcher(text);
        StringBuilder without = new StringBuilder(text.length());
        int at = 0;
        while (rows.find()) {
            without.append(text, at, rows.start(1));
            Scripts.blank(text, rows.start(1), rows.end(), without);
            at = rows.end();
        }
        return at == 0 ? text : without.append(text, at, text.length()).toString();
    }

    private void scan() {
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.start() < end) {
                continue;
            }
            Found here = at(i);
            if (here != null) {
                found.add(here);
                end = here.span().end();
            } else if (token.isSymbol('[')) {
                depth++;
            } else if (token.isSymbol(']')) {
                depth = Math.max(0, depth - 1);
            }
        }
    }

    private @Nullable Found at(int index) {
        Token token = tokens.get(index);
        int last = token.end() - 1;
        if (text.charAt(last) == '$' && token.kind() != Kind.STRING && text.startsWith("{", last + 1)) {
            return closed(last, "}", index);
        }
        if (token.isSymbol('#') && text.startsWith("{", token.end())) {
            return closed(token.start(), "}", index);
        }
        if (text.startsWith("<%", token.start())) {
            return embedded(token, index);
        }
        if (token.isSymbol('{')) {
            return jinja(token.start(), index);
        }
        return token.isSymbol(':') && isVariable(index) ? psql(index) : null;
    }

    private @Nullable Found jinja(int start, int index) {
        if (text.startsWith("{{", start)) {
            return closed(start, "}}", index);
        }
        if (text.startsWith("{%", start)) {
            return closed(start, "%}", Form.TAG);
        }
        return text.startsWith("{#", start) ? closed(start, "#}", Form.NOTE) : null;
    }

    /**
     * {@code <%= value %>} and {@code <%- value %>}; code and comments only where they start a line and end on it, since
     * {@code <%} and {@code %>} are operators of pg_trgm too.
     */
    private @Nullable Found embedded(Token token, int index) {
        int start = token.start();
        if (text.startsWith("<%=", start) || text.startsWith("<%-", start)) {
            return closed(start, "%>", index);
        }
        Found tag = closed(start, "%>", text.startsWith("<%#", start) ? Form.NOTE : Form.TAG);
        return tag != null && startsLine(token) && tag.span().of(text).indexOf('\n') < 0 ? tag : null;
    }

    private @Nullable Found closed(int start, String closing, int index) {
        Found whole = closed(start, closing, Form.EXPRESSION);
        if (whole != null && standsAlone(whole.span(), index)) {
            return new Found(whole.span(), Form.STATEMENT);
        }
        return whole;
    }

    private @Nullable Found closed(int start, String closing, Form form) {
        int end = text.indexOf(closing, start);
        return end < 0 ? null : new Found(new Span(start, end + closing.length()), form);
    }

    /** Between two semicolons, or the ends of the text, with nothing beside it but blanks, comments and other such. */
    private boolean standsAlone(Span span, int index) {
        if (tokens.get(index).start() < span.start()) {
            return false;
        }
        int before = index - 1;
        while (before >= 0 && !found.isEmpty() && isIn(tokens.get(before), lastStanding())) {
            before--;
        }
        boolean starts = before < 0 || tokens.get(before).isSymbol(';');
        int behind = index;
        while (behind < tokens.size() && tokens.get(behind).start() < span.end()) {
            behind++;
        }
        boolean ends = behind == tokens.size()
                || tokens.get(behind).isSymbol(';')
                || text.startsWith("{", tokens.get(behind).start())
                || text.startsWith("${", tokens.get(behind).start())
                || startsLine(tokens.get(behind));
        return starts && ends;
    }

    /** The last placeholder, if it took no part in a statement. */
    private Span lastStanding() {
        Found last = found.get(found.size() - 1);
        return last.form() == Form.EXPRESSION || last.form() == Form.PSQL ? Span.at(0) : last.span();
    }

    private boolean startsLine(Token token) {
        int at = token.start() - 1;
        while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at--;
        }
        return at < 0 || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private static boolean isIn(Token token, Span span) {
        return span.contains(token.start());
    }

    /** A colon that is neither of a cast nor of {@code :=} nor of an array's slice. */
    private boolean isVariable(int index) {
        Token colon = tokens.get(index);
        boolean cast = index > 0
                && tokens.get(index - 1).isSymbol(':')
                && tokens.get(index - 1).end() == colon.start();
        return depth == 0
                && !cast
                && index + 1 < tokens.size()
                && tokens.get(index + 1).start() == colon.end()
                && isName(tokens.get(index + 1));
    }

    private boolean isName(Token token) {
        return token.isName() || (token.kind() == Kind.STRING && text.charAt(token.start()) == '\'');
    }

    private Found psql(int index) {
        return new Found(
                new Span(tokens.get(index).start(), tokens.get(index + 1).end()), Form.PSQL);
    }
}
