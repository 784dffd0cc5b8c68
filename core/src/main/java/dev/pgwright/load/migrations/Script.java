package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Parsing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL with its place in its file.
 *
 * @param source the file as the user sees it; places of findings are places in it
 * @param sql what is to be parsed. When {@link #isVerbatim() verbatim}, it is the source's text with blanks for what is
 *     not of this script, so that its offsets are the source's; else it was made, from changes of a changelog
 * @param pieces which parts of {@code sql} come from where in the source, in order
 * @param templates spans of {@code sql} in which a placeholder stood; they hold a stand-in of the same length
 * @param transactions how the tool that runs it wraps it
 * @param transactionReason why, for messages; one sentence without a final full stop
 * @param parsing of {@code sql}, the same for all who ask
 */
public record Script(
        SourceFile source,
        SourceFile sql,
        List<Piece> pieces,
        List<Span> templates,
        TransactionMode transactions,
        String transactionReason,
        Parsing parsing) {

    /**
     * A part of a script.
     *
     * @param sql its span in the SQL
     * @param source where it comes from; of the same length when it was taken over as it stands, else the place of the
     *     change from which the SQL was made
     */
    public record Piece(Span sql, Span source) {
        /** Whether the SQL was taken over as it stands. */
        public boolean isVerbatim() {
            return sql.length() == source.length();
        }
    }

    public Script {
        pieces = List.copyOf(pieces);
        templates = List.copyOf(templates);
    }

    /** A script that nobody has parsed yet. */
    public Script(
            SourceFile source,
            SourceFile sql,
            List<Piece> pieces,
            List<Span> templates,
            TransactionMode transactions,
            String transactionReason) {
        this(source, sql, pieces, templates, transactions, transactionReason, Parsing.of(sql));
    }

    /** The same script, run in another way. */
    Script with(TransactionMode mode, String reason) {
        return new Script(source, sql, pieces, templates, mode, reason, parsing);
    }

    /** The statements of {@link #sql}; parsed when first asked for. */
    public ParsedSql parsed() {
        return parsing.get();
    }

    /** Whether offsets of the SQL are offsets of the file; only then can the SQL be edited in it. */
    public boolean isVerbatim() {
        return source.isWhole() && pieces.stream().allMatch(piece -> piece.sql().equals(piece.source()));
    }

    /** Whether there is nothing but blanks; comments count as something. */
    public boolean isBlank() {
        return sql.text().isBlank();
    }

    /** The place in the source of a span of the SQL. */
    public Span inSource(Span span) {
        Piece first = pieceAt(span.start());
        if (first == null) {
            return span;
        }
        if (!first.isVerbatim()) {
            return first.source();
        }
        int start = inSource(first, span.start());
        Piece last = pieceAt(Math.max(span.start(), span.end() - 1));
        Piece end = last == null ? first : last;
        int behind = end.isVerbatim() ? inSource(end, span.end()) : end.source().end();
        return new Span(start, Math.max(start, behind));
    }

    /** The last piece that starts there or before; the first where none does. */
    private @Nullable Piece pieceAt(int offset) {
        Piece found = null;
        for (Piece piece : pieces) {
            if (found == null || piece.sql().start() <= offset) {
                found = piece;
            }
        }
        return found;
    }

    private static int inSource(Piece piece, int offset) {
        int shifted = offset + piece.source().start() - piece.sql().start();
        return Math.min(Math.max(0, shifted), piece.source().end());
    }
}
