package dev.pgwright.load.live;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart the elements in the texts of {@code pg_get_indexdef} and {@code pg_get_partkeydef}. Only these texts say
 * which collations and operator classes have to be written and which are the defaults.
 */
final class ElementText {
    /**
     * What follows the key of an element.
     *
     * @param operatorClass with its parameters
     */
    record Rest(@Nullable String collation, @Nullable String operatorClass) {}

    private ElementText() {}

    /** A key as PostgreSQL writes it alone: a name, a function call, or an expression in parentheses. */
    static String key(String text, boolean expression) {
        List<Token> tokens = SqlTokens.of(text);
        if (!expression) {
            return tokens.get(0).value();
        }
        boolean inParentheses = tokens.get(0).isSymbol('(') && SqlTokens.closing(tokens, 0) == tokens.size() - 1;
        return inParentheses ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** A key and what follows it. */
    record Element(String key, Rest rest) {}

    /**
     * The elements in {@code CREATE INDEX ... USING method (...)}.
     *
     * @param count of elements
     * @param keys their texts as PostgreSQL writes them alone; empty if all are names of columns
     */
    static List<Element> elements(String definition, int count, List<String> keys) {
        List<Token> tokens = SqlTokens.of(definition);
        int using = 0;
        // the names before USING may be anything, but only as quoted names
        while (!tokens.get(using).isWord("using")) {
            using++;
        }
        List<String> elements = split(definition, tokens, using + 2);
        List<Element> found = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            String element = elements.get(k);
            int end = keys.isEmpty()
                    ? SqlTokens.of(element).get(0).end()
                    : keys.get(k).length();
            found.add(new Element(element.substring(0, end), rest(element.substring(end))));
        }
        return found;
    }

    /** The keys in the parentheses of {@code RANGE (...)} as {@code pg_get_partkeydef} writes them. */
    static List<IndexElement> partitionKeys(String definition) {
        List<Token> tokens = SqlTokens.of(definition);
        List<IndexElement> keys = new ArrayList<>();
        for (String element : split(definition, tokens, 1)) {
            List<Token> parts = SqlTokens.of(element);
            boolean call = parts.size() > 1 && isCall(parts);
            int keyEnd = parts.get(0).isSymbol('(')
                    ? parts.get(SqlTokens.closing(parts, 0)).end()
                    : call ? callEnd(parts) : parts.get(0).end();
            boolean expression = call || parts.get(0).isSymbol('(');
            Rest rest = rest(element.substring(keyEnd));
            keys.add(new IndexElement(
                    key(element.substring(0, keyEnd), expression),
                    expression,
                    rest.collation(),
                    rest.operatorClass(),
                    false,
                    false));
        }
        return keys;
    }

    /** Whether an element starts with {@code name(} or {@code schema.name(}. */
    private static boolean isCall(List<Token> parts) {
        return parts.get(0).isName()
                && (parts.get(1).isSymbol('(') || parts.get(1).isSymbol('.'));
    }

    private static int callEnd(List<Token> parts) {
        int open = parts.get(1).isSymbol('(') ? 1 : 3;
        return parts.get(SqlTokens.closing(parts, open)).end();
    }

    /** The texts between the commas in the parentheses that the token at {@code open} opens. */
    private static List<String> split(String text, List<Token> tokens, int open) {
        int close = SqlTokens.closing(tokens, open);
        List<String> parts = new ArrayList<>();
        int start = tokens.get(open).end();
        int depth = 0;
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            if (token.isSymbol('(') || token.isSymbol('[')) {
                depth++;
            } else if (token.isSymbol(')') || token.isSymbol(']')) {
                depth--;
            } else if (depth == 0 && token.isSymbol(',')) {
                parts.add(text.substring(start, token.start()).strip());
                start = token.end();
            }
        }
        parts.add(text.substring(start, tokens.get(close).start()).strip());
        return parts;
    }

    private static Rest rest(String text) {
        List<Token> tokens = SqlTokens.of(text);
        int at = 0;
        String collation = null;
        if (at < tokens.size() && tokens.get(at).isWord("collate")) {
            int end = nameEnd(tokens, at + 1);
            collation =
                    text.substring(tokens.get(at + 1).start(), tokens.get(end).end());
            at = end + 1;
        }
        String operatorClass = null;
        if (at < tokens.size() && !isOrder(tokens.get(at))) {
            int end = nameEnd(tokens, at);
            if (end + 1 < tokens.size() && tokens.get(end + 1).isSymbol('(')) {
                end = SqlTokens.closing(tokens, end + 1);
            }
            operatorClass =
                    text.substring(tokens.get(at).start(), tokens.get(end).end());
        }
        return new Rest(collation, operatorClass);
    }

    private static boolean isOrder(Token token) {
        return token.isWord("asc") || token.isWord("desc") || token.isWord("nulls");
    }

    /** The index of the last token of a name that starts here and may be qualified. */
    private static int nameEnd(List<Token> tokens, int start) {
        boolean qualified = start + 2 < tokens.size() && tokens.get(start + 1).isSymbol('.');
        return qualified ? start + 2 : start;
    }
}
