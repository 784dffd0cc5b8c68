package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.ChangeNode.Text;
import dev.pgwright.load.migrations.Script.Piece;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL that is put together from the changes of a changelog, each part with the place of its change. */
final class GeneratedSql {
    private final StringBuilder sql = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    boolean isEmpty() {
        return sql.isEmpty();
    }

    void statement(String statement, Span from) {
        part(statement, from);
        end();
    }

    /** A part of a statement that was made. */
    void part(String text, Span from) {
        add(text, from);
    }

    /** Text that stands in the changelog. */
    void text(Text text, @Nullable String delimiter) {
        for (Text.Line line : text.lines()) {
            add(Changeset.withSemicolons(line.text(), delimiter), line.span());
        }
    }

    /** Ends a statement; one too many does no harm, also behind a comment. */
    void end() {
        sql.append("\n;\n");
    }

    private void add(String text, Span from) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(new Span(sql.length(), sql.length() + text.length()), from));
            sql.append(text);
        }
    }

    Script script(SourceFile source, TransactionMode transactions, String reason, Problems problems) {
        return new Scripts(problems).made(source, sql.toString(), pieces, transactions, reason);
    }
}
