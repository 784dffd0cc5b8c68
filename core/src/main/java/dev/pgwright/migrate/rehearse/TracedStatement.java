package dev.pgwright.migrate.rehearse;

import dev.pgwright.locks.StatementEffects;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;

/**
 * A statement of a migration that was run: what the lock table says of it, and what was seen.
 *
 * @param source its file
 * @param span its place there
 * @param predicted by the lock table
 * @param observed on the server; its error, if it failed
 * @param held the locks that its transaction had before it, which are not seen to be taken again
 * @param differences where more was seen than was said, one sentence each; none when the table holds
 */
public record TracedStatement(
        SourceFile source,
        Span span,
        StatementEffects predicted,
        StatementTrace observed,
        List<StatementTrace.Lock> held,
        List<String> differences) {
    public TracedStatement {
        held = List.copyOf(held);
        differences = List.copyOf(differences);
    }
}
