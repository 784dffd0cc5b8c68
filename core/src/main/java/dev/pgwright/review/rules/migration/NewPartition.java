package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.PartitionBoundSpec;
import dev.pgwright.sql.tree.PartitionCmd;
import dev.pgwright.sql.tree.RangeVar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A partition that a statement adds to a partitioned table.
 *
 * @param name of the partition
 * @param parent the partitioned table
 * @param attached by ATTACH PARTITION, else made by CREATE TABLE ... PARTITION OF
 */
record NewPartition(
        StatementContext statement,
        QualifiedName name,
        QualifiedName parent,
        PartitionBoundSpec bound,
        boolean attached,
        Span span) {
    /** The one that the statement adds; of CREATE TABLE IF NOT EXISTS only where there is no such table. */
    static List<NewPartition> of(StatementContext statement) {
        SchemaState state = statement.state();
        if (statement.tree() instanceof CreateStmt create
                && create.partbound() != null
                && create.relation() != null
                && create.inhRelations().size() == 1
                && create.inhRelations().get(0) instanceof RangeVar parent) {
            QualifiedName name = state.resolve(create.relation());
            return create.ifNotExists() && state.isRelation(name)
                    ? List.of()
                    : List.of(new NewPartition(
                            statement, name, state.resolve(parent), create.partbound(), false, statement.span()));
        }
        if (statement.tree() instanceof AlterTableStmt alter
                && alter.relation() != null
                && !alter.cmds().isEmpty()) {
            QualifiedName parent = state.resolve(alter.relation());
            if (alter.cmds().get(0) instanceof AlterTableCmd command
                    && command.subtype() == AlterTableType.AT_AttachPartition
                    && command.def() instanceof PartitionCmd attach
                    && attach.name() != null
                    && attach.bound() != null) {
                Span span = new AlterAction(statement, alter, command, 0, parent).span();
                return List.of(
                        new NewPartition(statement, state.resolve(attach.name()), parent, attach.bound(), true, span));
            }
        }
        return List.of();
    }

    Optional<Table> defaultPartition() {
        return statement.state().defaultPartition(parent);
    }

    /** Whether a valid CHECK of the default partition is about the same values, and so may well exclude the bound. */
    boolean mayBeExcludedBy(Table other) {
        List<String> values = Stream.of(bound.listdatums(), bound.lowerdatums(), bound.upperdatums())
                .flatMap(List::stream)
                .flatMap(datum -> Nodes.all(datum, A_Const.class).stream())
                .flatMap(constant -> Trees.text(constant).stream())
                .toList();
        return !values.isEmpty()
                && other.of(dev.pgwright.catalog.Constraint.Check.class).stream()
                        .filter(check -> check.validated() && check.enforced())
                        .flatMap(check -> Expressions.parse(check.expression()).stream())
                        .anyMatch(tree -> Nodes.all(tree, A_Const.class).stream()
                                .flatMap(constant -> Trees.text(constant).stream())
                                .toList()
                                .containsAll(values));
    }
}
