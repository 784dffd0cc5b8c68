package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.AlterDomainStmt;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which safe form a statement gets: one only where {@link LockTable} says that the plain statement reads, writes anew or
 * indexes the rows of a relation that is in use, or makes its users wait for one that does.
 */
final class Strategies {
    private final Predicate<QualifiedName> inUse;

    /** For a database in which some relations have rows and users. */
    Strategies(Predicate<QualifiedName> inUse) {
        this.inUse = inUse;
    }

    /** The safe form; empty where the statement is right as it is, or where there is none. */
    Optional<SafeForm> of(Change change) {
        Node tree = change.tree();
        if (tree instanceof AlterTableStmt alter) {
            return alterTable(change, alter);
        }
        StatementEffects effects = LockTable.effects(change.statement(), change.state());
        if (effects.relations().stream().noneMatch(effect -> inUse.test(effect.relation()))) {
            return Optional.empty();
        }
        if (tree instanceof IndexStmt index) {
            return index.concurrent() ? Optional.empty() : ConcurrentIndex.of(change);
        } else if (tree instanceof DropStmt) {
            return Concurrently.dropIndex(change);
        } else if (tree instanceof ReindexStmt) {
            return isHeavy(effects) ? Concurrently.reindex(change) : Optional.empty();
        } else if (tree instanceof RefreshMatViewStmt) {
            return Concurrently.refresh(change);
        } else if (tree instanceof CreateTableAsStmt) {
            return FillLater.of(change);
        } else if (tree instanceof CreateStmt create) {
            return create.partbound() == null ? Optional.empty() : Partitions.create(change);
        } else if (tree instanceof AlterDomainStmt) {
            return isHeavy(effects) ? DomainNotValid.of(change) : Optional.empty();
        } else if (tree instanceof UpdateStmt update) {
            return isOfOneRow(change, update.relation(), update.whereClause()) ? Optional.empty() : Batches.of(change);
        } else if (tree instanceof InsertStmt) {
            return InsertBatches.ofLockedRows(change);
        } else if (tree instanceof DeleteStmt delete) {
            return isOfOneRow(change, delete.relation(), delete.whereClause()) ? Optional.empty() : Batches.of(change);
        }
        return Optional.empty();
    }

    /** Whether the condition demands a value of each column of the primary key. */
    private static boolean isOfOneRow(Change change, @Nullable RangeVar relation, @Nullable Node where) {
        List<String> key = relation == null
                ? List.of()
                : change.state()
                        .table(relation)
                        .flatMap(Table::primaryKey)
                        .map(Constraint.PrimaryKey::columns)
                        .orElse(List.of());
        List<String> demanded = new ArrayList<>();
        for (Node node : Nodes.conjuncts(where)) {
            if (node instanceof A_Expr equal
                    && equal.kind() == A_Expr_Kind.AEXPR_OP
                    && Nodes.names(equal.name()).equals(List.of("="))
                    && equal.lexpr() instanceof ColumnRef column
                    && equal.rexpr() != null
                    && Nodes.all(equal.rexpr(), ColumnRef.class).isEmpty()) {
                List<String> names = Nodes.names(column.fields());
                demanded.add(names.get(names.size() - 1));
            }
        }
        return !key.isEmpty() && demanded.containsAll(key);
    }

    private Optional<SafeForm> alterTable(Change change, AlterTableStmt alter) {
        for (int i = 0; i < alter.cmds().size(); i++) {
            if (alter.cmds().get(i) instanceof AlterTableCmd command) {
                Optional<SafeForm> form = action(change, alter, command, i);
                if (form.isPresent()) {
                    return form;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SafeForm> action(Change change, AlterTableStmt alter, AlterTableCmd command, int number) {
        if (command.subtype() == AlterTableType.AT_DetachPartition) {
            return Partitions.detach(change);
        }
        StatementEffects effects = LockTable.effects(alter, command, change.state());
        if (!isHeavy(effects)) {
            return Optional.empty();
        }
        boolean rewrites =
                effects.relations().stream().anyMatch(effect -> inUse.test(effect.relation()) && effect.rewrites());
        return switch (command.subtype()) {
            case AT_AddColumn -> AddColumn.of(change, number, rewrites);
            case AT_SetNotNull -> SafeNotNull.of(change, number);
            case AT_AttachPartition -> Partitions.attach(change);
            case AT_AddConstraint, AT_AddIndexConstraint -> constraint(change, command, number);
            default -> Optional.empty();
        };
    }

    private static Optional<SafeForm> constraint(Change change, AlterTableCmd command, int number) {
        if (!(command.def() instanceof dev.pgwright.sql.tree.Constraint constraint)) {
            return Optional.empty();
        }
        if (constraint.contype() == ConstrType.CONSTR_PRIMARY || constraint.contype() == ConstrType.CONSTR_UNIQUE) {
            return constraint.indexname() == null
                    ? UsingIndex.ofKey(change, number)
                    : UsingIndex.ofPrimaryKeyUsingIndex(change, number);
        }
        return AddNotValid.of(change, number);
    }

    private boolean isHeavy(StatementEffects effects) {
        return effects.relations().stream().anyMatch(effect -> inUse.test(effect.relation()) && isHeavy(effect));
    }

    /** Whether it takes the longer the more rows there are. */
    static boolean isHeavy(RelationEffect effect) {
        return effect.rewrites() || effect.scans() || effect.buildsIndex();
    }
}
