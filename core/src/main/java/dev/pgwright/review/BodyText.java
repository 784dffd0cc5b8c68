package dev.pgwright.review;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The text of a PL/pgSQL body, in which the parser gives no places but lines. */
public final class BodyText {
    private final String source;
    private final Span text;

    /** @param text the literal in the source, with its quotes */
    BodyText(String source, Span text) {
        this.source = source;
        this.text = text;
    }

    /** As it is written, with its quotes. */
    String written() {
        return text.of(source);
    }

    /** The names and keywords in order, as PostgreSQL keeps them; none where the body is not written between dollars. */
    public List<String> words() {
        String body = written();
        int quote = body.startsWith("$") ? body.indexOf('$', 1) + 1 : 0;
        return quote == 0 || body.length() < 2 * quote
                ? List.of()
                : Identifiers.words(body.substring(quote, body.length() - quote));
    }

    /** Whether it names parameters by their numbers. */
    public boolean usesNumbers() {
        return written().contains("$1") || written().contains("$2");
    }

    /** Where a variable is declared: its name on its line. */
    public Span place(RoutineVariables.Variable variable) {
        int start = lineStart(variable.line());
        String line = source.substring(start, lineEnd(start));
        for (Token token : tokens(line)) {
            if (Identifiers.words(token.span().of(line)).equals(List.of(variable.name()))) {
                return token.span().plus(start);
            }
        }
        return new Span(start, start + line.stripTrailing().length());
    }

    private static List<Token> tokens(String line) {
        try {
            return Sql.tokens(line);
        } catch (PgwrightException quoteStaysOpen) {
            return List.of();
        }
    }

    private int lineStart(int number) {
        int start = text.start();
        for (int line = number; line > 1; line--) {
            int end = source.indexOf('\n', start);
            if (end < 0 || end >= text.end()) {
                return text.start();
            }
            start = end + 1;
        }
        return start;
    }

    private int lineEnd(int start) {
        int end = source.indexOf('\n', start);
        return end < 0 ? text.end() : Math.min(end, text.end());
    }

    /** Where a statement stands: its SQL where that can be found behind its line, else the line. */
    Span span(PlpgsqlNode node, Optional<String> query) {
        int start = lineStart(node.line().orElse(1));
        Set<String> candidates = new LinkedHashSet<>();
        query.ifPresent(sql -> {
            candidates.add(sql);
            // PERFORM is kept as the SELECT that it stands for
            candidates.add(sql.substring(Math.min(sql.length(), "SELECT ".length())));
        });
        for (String candidate : candidates) {
            int found = find(candidate, start);
            if (found >= 0) {
                return new Span(found, found + candidate.stripTrailing().length());
            }
        }
        int end = lineEnd(start);
        while (start < end && Character.isWhitespace(source.charAt(start))) {
            start++;
        }
        return new Span(start, Math.max(start, end));
    }

    /** Whether a query stands at an offset; in place of INTO and its targets PL/pgSQL keeps as many blanks. */
    boolean isAt(String query, int offset) {
        if (query.isBlank() || offset < 0 || offset + query.length() > text.end()) {
            return false;
        }
        for (int i = 0; i < query.length(); i++) {
            if (query.charAt(i) != ' ' && query.charAt(i) != source.charAt(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private int find(String query, int from) {
        int first = 0;
        while (first < query.length() && query.charAt(first) == ' ') {
            first++;
        }
        if (first == query.length()) {
            return -1;
        }
        for (int at = source.indexOf(query.charAt(first), from); at >= 0 && at < text.end(); ) {
            int start = at - first;
            if (start >= from && !isInsideOfWord(at) && isAt(query, start)) {
                return start;
            }
            at = source.indexOf(query.charAt(first), at + 1);
        }
        return -1;
    }

    private boolean isInsideOfWord(int at) {
        return at > 0
                && Character.isJavaIdentifierPart(source.charAt(at))
                && Character.isJavaIdentifierPart(source.charAt(at - 1));
    }
}
