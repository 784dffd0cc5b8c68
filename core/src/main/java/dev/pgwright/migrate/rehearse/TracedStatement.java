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
 * @param differences between the two, one sentence each; none when they agree
 */
public record TracedStatement(
        SourceFile source, Span span, StatementEffects predicted, StatementTrace observed, List<String> differences) {
    public TracedStatement {
        differences = List.copyOf(differences);
    }
}
