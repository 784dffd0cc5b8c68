package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TruncateStmt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a migration with all that is known of it, for rules that look at several.
 *
 * @param number from 0, within the migration
 * @param effects what it locks, as of the schema it meets
 * @param existing the locked relations that were there before the migration: those that others may be using
 * @param tables the touched tables as they were before the statement, where the history knows them
 * @param transaction the one it runs in; null when it commits by itself
 * @param settings in force when it runs
 * @param faults why PostgreSQL would refuse it, and what could not be followed
 */
public record Step(
        int number,
        Statement statement,
        StatementEffects effects,
        List<RelationEffect> existing,
        Map<QualifiedName, Table> tables,
        @Nullable TransactionBlock transaction,
        Settings settings,
        List<FoldFault> faults) {
    public Step {
        existing = List.copyOf(existing);
        tables = Map.copyOf(tables);
        faults = List.copyOf(faults);
    }

    public Node tree() {
        return statement.tree();
    }

    public Span span() {
        return statement.span();
    }

    public boolean inTransaction() {
        return transaction != null;
    }

    /** The strongest effect on a relation that was there before the migration. */
    public Optional<RelationEffect> effectOn(QualifiedName relation) {
        return existing.stream()
                .filter(effect -> effect.relation().equals(relation))
                .max((left, right) -> left.mode().compareTo(right.mode()));
    }

    /** Whether it works on the rows of a relation, so that it takes longer the more there are. */
    public boolean takesLong(RelationEffect effect) {
        // both only replace or remove files
        boolean instant = tree() instanceof TruncateStmt || tree() instanceof DropStmt;
        return !instant && (effect.rewrites() || effect.scans() || effect.buildsIndex());
    }

    /** Whether it keeps writers of a relation waiting for longer the more rows there are. */
    public boolean blocksLong(RelationEffect effect) {
        return effect.mode().blocksWrites() && takesLong(effect);
    }

    /** What it does to a relation that was there before the migration, by the relation's name as it is written. */
    public Optional<RelationEffect> effectOn(RangeVar written) {
        return existing.stream()
                .filter(effect -> effect.relation().name().equals(written.relname())
                        && (written.schemaname() == null
                                || effect.relation().schema().equals(written.schemaname())))
                .findFirst();
    }

    /** A table that it touches, as it was before, by the table's name as it is written. */
    public Optional<Table> table(RangeVar written) {
        return tables.values().stream()
                .filter(table -> table.name().name().equals(written.relname())
                        && (written.schemaname() == null
                                || table.name().schema().equals(written.schemaname())))
                .findFirst();
    }

    Step withFaults(List<FoldFault> found) {
        return new Step(number, statement, effects, existing, tables, transaction, settings, found);
    }
}
