package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the few SQL clauses that pgwright itself writes into DBML. */
final class SqlCursor {
    private final String text;
    private final List<Token> tokens;
    private int at;

    SqlCursor(String text) {
        this.text = text;
        this.tokens = SqlTokens.of(text);
    }

    /** The clause is not of a form that can be read here; the message says what was expected. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    private boolean wordAt(int index, String word) {
        return index < tokens.size() && tokens.get(index).isWord(word);
    }

    boolean atWords(String words) {
        int index = at;
        for (String word : words.split(" ")) {
            if (!wordAt(index++, word)) {
                return false;
            }
        }
        return true;
    }

    /** Whether these words, in lower case, come next; then moves behind them. */
    boolean accept(String words) {
        if (!atWords(words)) {
            return false;
        }
        at += words.split(" ").length;
        return true;
    }

    void expect(String words) throws Unreadable {
        if (!accept(words)) {
            throw expected(words.toUpperCase(Locale.ROOT));
        }
    }

    boolean acceptSymbol(char symbol) {
        if (!atEnd() && tokens.get(at).isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    boolean atSymbol(char symbol) {
        return !atEnd() && tokens.get(at).isSymbol(symbol);
    }

    Unreadable expected(String what) {
        return new Unreadable("expected " + what + " "
                + (atEnd()
                        ? "at the end"
                        : "before '" + shorten(text.substring(tokens.get(at).start())) + "'"));
    }

    private static String shorten(String rest) {
        String line = rest.lines().findFirst().orElse("");
        return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    String name() throws Unreadable {
        if (atEnd() || !tokens.get(at).isName()) {
            throw expected("a name");
        }
        return tokens.get(at++).value();
    }

    QualifiedName qualifiedName() throws Unreadable {
        String first = name();
        if (!acceptSymbol('.')) {
            throw expected("a name with its schema");
        }
        return QualifiedName.of(first, name());
    }

    /** A name with any number of parts, as written. */
    String dottedText() throws Unreadable {
        int start = at;
        name();
        while (acceptSymbol('.')) {
            name();
        }
        return textOf(start, at);
    }

    private String textOf(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** What stands in the parentheses that open here, as written. */
    String parenthesised() throws Unreadable {
        if (!atSymbol('(')) {
            throw expected("(");
        }
        int close = SqlTokens.closing(tokens, at);
        if (!tokens.get(close).isSymbol(')')) {
            throw new Unreadable("a parenthesis is not closed");
        }
        String inner = text.substring(tokens.get(at).end(), tokens.get(close).start());
        at = close + 1;
        return inner;
    }

    List<String> names() throws Unreadable {
        SqlCursor inner = new SqlCursor(parenthesised());
        List<String> names = new ArrayList<>();
        do {
            names.add(inner.name());
        } while (inner.acceptSymbol(','));
        inner.end();
        return names;
    }

    String literal() throws Unreadable {
        if (atEnd() || tokens.get(at).kind() != SqlTokens.Kind.STRING) {
            throw expected("a text in quotes");
        }
        return tokens.get(at++).value();
    }

    long number() throws Unreadable {
        boolean negative = acceptSymbol('-');
        if (atEnd() || tokens.get(at).kind() != SqlTokens.Kind.NUMBER) {
            throw expected("a number");
        }
        try {
            return Long.parseLong((negative ? "-" : "") + tokens.get(at++).value());
        } catch (NumberFormatException e) {
            throw new Unreadable("the number " + tokens.get(at - 1).value() + " is out of range");
        }
    }

    /** {@code key=value, ...} up to the end. */
    SortedMap<String, String> parameters() throws Unreadable {
        SortedMap<String, String> parameters = new TreeMap<>();
        do {
            StringBuilder key = new StringBuilder(name());
            while (acceptSymbol('.')) {
                key.append('.').append(name());
            }
            if (!acceptSymbol('=')) {
                throw expected("=");
            }
            if (atEnd()) {
                throw expected("a value");
            }
            parameters.put(key.toString(), tokens.get(at++).value());
        } while (acceptSymbol(','));
        end();
        return parameters;
    }

    /** Everything up to one of these words outside parentheses, as written; they are not moved over. */
    String until(String... stops) throws Unreadable {
        int start = at;
        while (!atEnd() && !atAny(stops)) {
            at = atSymbol('(') || atSymbol('[') ? SqlTokens.closing(tokens, at) + 1 : at + 1;
        }
        if (at == start) {
            throw expected("an expression");
        }
        return textOf(start, at);
    }

    private boolean atAny(String... stops) {
        for (String stop : stops) {
            if (atWords(stop)) {
                return true;
            }
        }
        return false;
    }

    /** The text behind the last token read. */
    String rest() {
        return text.substring(at == 0 ? 0 : tokens.get(at - 1).end());
    }

    void skip() {
        at++;
    }

    void end() throws Unreadable {
        if (!atEnd()) {
            throw expected("the end");
        }
    }

    /** Cuts a list at the commas outside parentheses. */
    static List<String> list(String text) {
        return cut(text, ',');
    }

    private static List<String> cut(String text, char separator) {
        List<Token> tokens = SqlTokens.of(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol('(') || token.isSymbol('[')) {
                i = SqlTokens.closing(tokens, i);
            } else if (token.isSymbol(separator)) {
                parts.add(text.substring(from, token.start()).strip());
                from = token.end();
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** A statement as it stands before its semicolon, and the comment lines before it. */
    record Statement(List<String> comments, String sql) {}

    /** Cuts a script at the semicolons that end statements; a part of comments only is a statement without SQL. */
    static List<Statement> statements(String script) {
        List<Token> tokens = SqlTokens.of(script);
        List<Statement> statements = new ArrayList<>();
        int gap = 0;
        int first = -1;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            first = first < 0 ? i : first;
            if (token.isWord("begin")
                            && i + 1 < tokens.size()
                            && tokens.get(i + 1).isWord("atomic")
                    || depth > 0 && token.isWord("case")) {
                depth++;
            } else if (depth > 0 && token.isWord("end")) {
                depth--;
            } else if (depth == 0 && token.isSymbol(';')) {
                add(statements, script, gap, tokens.get(first).start(), token.start());
                gap = token.end();
                first = -1;
            }
        }
        int start = first < 0 ? script.length() : tokens.get(first).start();
        add(statements, script, gap, start, script.length());
        return statements;
    }

    private static void add(List<Statement> statements, String script, int gap, int start, int end) {
        List<String> comments = script.substring(gap, start)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("--"))
                .map(line -> line.substring(2).strip())
                .toList();
        String sql = script.substring(start, Math.max(start, end));
        if (!sql.isEmpty() || !comments.isEmpty()) {
            statements.add(new Statement(comments, sql));
        }
    }
}
