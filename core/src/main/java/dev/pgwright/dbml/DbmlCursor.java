package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a list of tokens, and where problems are told. */
final class DbmlCursor {
    private final SourceFile source;
    private final int base;
    private final List<DbmlToken> tokens;
    private final List<Problem> problems;
    private int at;

    DbmlCursor(SourceFile source, int base, List<DbmlToken> tokens, List<Problem> problems) {
        this.source = source;
        this.base = base;
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Leaves the construct being parsed; the problem is told already. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault() {
            super("a problem was told", null, false, false);
        }
    }

    String textBetween(int start, int end) {
        return source.text().substring(start - base, end - base);
    }

    int line(int offset) {
        return source.position(offset - base).line();
    }

    DbmlToken peek() {
        return tokens.get(at);
    }

    DbmlToken peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    DbmlToken previous() {
        return tokens.get(Math.max(at - 1, 0));
    }

    DbmlToken advance() {
        DbmlToken token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean at(Kind kind) {
        return peek().is(kind);
    }

    boolean atEnd() {
        return at(Kind.END);
    }

    boolean accept(Kind kind) {
        if (at(kind)) {
            advance();
            return true;
        }
        return false;
    }

    DbmlToken expect(Kind kind, String what) {
        if (!at(kind)) {
            throw expected(what, null);
        }
        return advance();
    }

    DbmlName expectName(String what) {
        if (!peek().isName()) {
            throw expected(what, null);
        }
        DbmlToken token = advance();
        return new DbmlName(token.value(), token.span());
    }

    Fault expected(String what, @Nullable String hint) {
        return fault(peek().span(), "expected " + what + " but found " + peek().shown(), hint);
    }

    Fault fault(Span span, String message, @Nullable String hint) {
        problem(span, message, hint);
        return new Fault();
    }

    void problem(Span span, String message, @Nullable String hint) {
        problems.add(new Problem(source.place(span.start() - base), message, hint));
    }

    /** Moves to the first token of a later line, or to the closing brace of the block the cursor is in. */
    void skipLine() {
        int depth = 0;
        while (!atEnd()) {
            DbmlToken token = peek();
            if (token.is(Kind.RIGHT_BRACE)) {
                if (depth == 0) {
                    return;
                }
                depth--;
            } else if (token.is(Kind.LEFT_BRACE)) {
                depth++;
            }
            advance();
            if (depth == 0 && peek().startsLine()) {
                return;
            }
        }
    }

    Span from(int start) {
        return new Span(start, Math.max(start, previous().span().end()));
    }
}
