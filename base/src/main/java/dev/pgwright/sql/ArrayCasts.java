package dev.pgwright.sql;

import dev.pgwright.sql.SqlTokens.Kind;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The one form of arrays that PostgreSQL does not read as it writes them. For {@code status IN ('a', 'b')} of a varchar it
 * writes {@code ARRAY['a'::character varying, 'b'::character varying]::text[]}; of that it makes
 * {@code ARRAY['a'::character varying::text, 'b'::character varying::text]}, and stays with it (transformTypeCast in
 * parse_expr.c). The second form is the same expression after any number of dumps.
 */
public final class ArrayCasts {
    /** What may follow the first word of a type's name. */
    private static final Set<String> FURTHER_WORDS = Set.of("varying", "precision", "with", "without", "time", "zone");

    private final String text;
    private final List<Token> tokens;
    private final StringBuilder written = new StringBuilder();
    private int copied;

    private ArrayCasts(String text) {
        this.text = text;
        this.tokens = SqlTokens.of(text);
    }

    /**
     * SQL as PostgreSQL deparses it, readable or with all parentheses, with the casts of array constructors at their
     * elements. Where an element is more than a constant, a column or a call, they stay.
     */
    public static String atElements(String text) {
        if (!text.contains("]::") && !text.contains("])::")) {
            return text;
        }
        ArrayCasts casts = new ArrayCasts(text);
        for (int i = 0; i + 1 < casts.tokens.size(); i++) {
            if (casts.tokens.get(i).isWord("array") && casts.tokens.get(i + 1).isSymbol('[')) {
                casts.constructor(i);
            }
        }
        return casts.written.append(text, casts.copied, text.length()).toString();
    }

    private void constructor(int array) {
        int open = array + 1;
        int close = SqlTokens.closing(tokens, open);
        boolean inParentheses = array > 0 && isSymbol(array - 1, '(') && isSymbol(close + 1, ')');
        int colons = inParentheses ? close + 2 : close + 1;
        int end = arrayTypeEnd(colons);
        List<Span> elements = new ArrayList<>();
        if (end < 0 || tokens.get(array).start() < copied || !collect(open, close, elements) || elements.isEmpty()) {
            return;
        }
        // without the brackets of the array
        String cast =
                text.substring(tokens.get(colons).start(), tokens.get(end - 2).start());
        written.append(
                text, copied, tokens.get(inParentheses ? array - 1 : array).start());
        copied = tokens.get(array).start();
        for (Span element : elements) {
            written.append(text, copied, element.start())
                    .append(inParentheses ? "(" : "")
                    .append(text, element.start(), element.end())
                    .append(inParentheses ? ")" : "")
                    .append(cast);
            copied = element.end();
        }
        written.append(text, copied, tokens.get(close).end());
        copied = tokens.get(end - 1).end();
    }

    /** Offsets of an element. */
    private record Span(int start, int end) {}

    /** The elements of a constructor and of those in it; false if one is not to be touched. */
    private boolean collect(int open, int close, List<Span> elements) {
        int start = open + 1;
        for (int i = start; i <= close && start < close; i++) {
            Token token = tokens.get(i);
            if (i == close || token.isSymbol(',')) {
                boolean nested = tokens.get(start).isWord("array") && isSymbol(start + 1, '[');
                if (nested ? !collect(start + 1, i - 1, elements) : !isPlain(start, i)) {
                    return false;
                }
                if (!nested) {
                    elements.add(new Span(
                            tokens.get(start).start(), tokens.get(i - 1).end()));
                }
                start = i + 1;
            } else if (token.isSymbol('(') || token.isSymbol('[')) {
                i = SqlTokens.closing(tokens, i);
            }
        }
        return true;
    }

    /** Whether the tokens are a constant, a column or a call, with casts or without. */
    private boolean isPlain(int start, int end) {
        for (int i = start; i < end; i++) {
            Token token = tokens.get(i);
            if (token.isSymbol('(')) {
                i = SqlTokens.closing(tokens, i);
            } else if (token.kind() == Kind.SYMBOL && !token.isSymbol('.') && !token.isSymbol(':')) {
                return false;
            } else if (i > start
                    && token.isName()
                    && tokens.get(i - 1).kind() != Kind.SYMBOL
                    && !FURTHER_WORDS.contains(token.value())) {
                return false;
            }
        }
        return start < end;
    }

    /** The index behind the brackets of {@code ::type[]}, or -1 when there is none. */
    private int arrayTypeEnd(int colons) {
        if (!isSymbol(colons, ':') || !isSymbol(colons + 1, ':')) {
            return -1;
        }
        int i = colons + 2;
        while (i < tokens.size() && !isSymbol(i, '[')) {
            boolean first = i == colons + 2 || isSymbol(i - 1, '.');
            Token token = tokens.get(i);
            if (token.isSymbol('(')) {
                i = SqlTokens.closing(tokens, i);
            } else if (!token.isSymbol('.') && !(token.isName() && (first || FURTHER_WORDS.contains(token.value())))) {
                return -1;
            }
            i++;
        }
        return isSymbol(i, '[') && isSymbol(i + 1, ']') ? i + 2 : -1;
    }

    private boolean isSymbol(int index, char c) {
        return index < tokens.size() && tokens.get(index).isSymbol(c);
    }
}
