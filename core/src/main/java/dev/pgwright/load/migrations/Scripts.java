package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Script.Piece;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;

/** Makes scripts of parts of a file as they stand. */
final class Scripts {
    private final Problems problems;

    Scripts(Problems problems) {
        this.problems = problems;
    }

    /** The whole file. */
    Script whole(SourceFile source, TransactionMode transactions, String reason) {
        return of(source, List.of(new Span(0, source.text().length())), transactions, reason);
    }

    /** Some of its parts, in order. */
    Script of(SourceFile source, List<Span> sections, TransactionMode transactions, String reason) {
        return of(source, mask(source.text(), sections), sections, transactions, reason);
    }

    /**
     * Some of its parts, in order.
     *
     * @param masked the SQL at the offsets of the source
     */
    Script of(SourceFile source, String masked, List<Span> sections, TransactionMode transactions, String reason) {
        Templates.Result result = Templates.replace(masked, source::place, problems);
        SourceFile sql = result.text().equals(source.text()) ? source : SourceFile.of(source.name(), result.text());
        List<Piece> pieces =
                sections.stream().map(span -> new Piece(span, span)).toList();
        return new Script(source, sql, pieces, result.templates(), transactions, reason);
    }

    /**
     * SQL that was made, wholly or in parts.
     *
     * @param pieces where its parts come from
     */
    Script made(SourceFile source, String sql, List<Piece> pieces, TransactionMode transactions, String reason) {
        Script raw = new Script(source, SourceFile.of(source.name(), sql), pieces, List.of(), transactions, reason);
        Templates.Result result = Templates.replace(
                sql, offset -> source.place(raw.inSource(Span.at(offset)).start()), problems);
        return new Script(
                source, SourceFile.of(source.name(), result.text()), pieces, result.templates(), transactions, reason);
    }

    /** The text with blanks outside the spans; line ends stay. */
    static String mask(String text, List<Span> kept) {
        boolean all = kept.size() == 1 && kept.get(0).length() == text.length();
        if (all) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        for (Span span : kept) {
            blank(text, at, span.start(), masked);
            masked.append(text, span.start(), span.end());
            at = span.end();
        }
        blank(text, at, text.length(), masked);
        return masked.toString();
    }

    static void blank(String text, int from, int to, StringBuilder into) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            into.append(c == '\n' || c == '\r' ? c : ' ');
        }
    }
}
