package dev.pgwright.migrate.plan;

import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;

/** A piece of the user's SQL, cut at its words so that the rest stays as the user wrote it. */
final class Fragments {
    private final String text;
    private final List<Token> tokens;

    Fragments(String text) {
        this.text = text;
        this.tokens = SqlTokens.of(text);
    }

    int size() {
        return tokens.size();
    }

    Token token(int index) {
        return tokens.get(index);
    }

    boolean isWord(int index, String word) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isWord(word);
    }

    boolean isSymbol(int index, char symbol) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isSymbol(symbol);
    }

    /** The first of some words in a row outside of parentheses, from a token on; -1 when they are not there. */
    int find(int from, String... words) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (depth == 0 && i >= from && areWords(i, words)) {
                return i;
            }
            depth += isSymbol(i, '(') || isSymbol(i, '[') ? 1 : isSymbol(i, ')') || isSymbol(i, ']') ? -1 : 0;
        }
        return -1;
    }

    boolean areWords(int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(at + i, words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The token behind the parenthesis that opens at a token. */
    int behindParenthesis(int open) {
        return SqlTokens.closing(tokens, open) + 1;
    }

    /** The token behind a name that may be qualified. */
    int behindName(int at) {
        int next = at + 1;
        while (isSymbol(next, '.')) {
            next += 2;
        }
        return next;
    }

    /** The text of tokens {@code from} to before {@code to}. */
    String text(int from, int to) {
        return from >= to || from >= tokens.size()
                ? ""
                : text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    String from(int token) {
        return text(token, tokens.size());
    }

    /** The text with something behind a token, a blank between them. */
    String with(int behind, String words) {
        int end = tokens.get(behind).end();
        return text.substring(0, end) + " " + words + text.substring(end);
    }

    /** The text with tokens {@code from} to before {@code to} replaced. */
    String replaced(int from, int to, String words) {
        int start = tokens.get(from).start();
        int end = tokens.get(to - 1).end();
        return TextEdit.apply(text, List.of(new TextEdit(new Span(start, end), words)));
    }

    /** The text without tokens {@code from} to before {@code to} and the blanks behind them. */
    String without(int from, int to) {
        int start = tokens.get(from).start();
        int end = to < tokens.size() ? tokens.get(to).start() : text.length();
        String rest = text.substring(0, start) + text.substring(end);
        return to < tokens.size() ? rest : rest.stripTrailing();
    }

    /** Spans of what stands between commas outside of parentheses, from a token on. */
    List<Span> list(int from) {
        List<Span> elements = new ArrayList<>();
        int depth = 0;
        int first = from;
        for (int i = from; i <= tokens.size(); i++) {
            if (i == tokens.size() || (depth == 0 && isSymbol(i, ','))) {
                if (first < i) {
                    elements.add(new Span(
                            tokens.get(first).start(), tokens.get(i - 1).end()));
                }
                first = i + 1;
            } else {
                depth += isSymbol(i, '(') || isSymbol(i, '[') ? 1 : isSymbol(i, ')') || isSymbol(i, ']') ? -1 : 0;
            }
        }
        return elements;
    }
}
