package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.Publishing;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ReplicaIdentityStmt;
import java.util.Optional;
import java.util.Set;

/** What tells subscribers which row was changed goes away. */
public final class ReplicaIdentityChange implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("replica-identity-change", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "The index that is the REPLICA IDENTITY of a table is dropped, or the table is left without an identity.")
            .cost("ACCESS EXCLUSIVE, brief; UPDATE and DELETE fail on the publisher if the table is published")
            .safe(
                    "Make another unique index over NOT NULL columns the identity first (ALTER TABLE ... REPLICA IDENTITY USING"
                            + " INDEX), or use REPLICA IDENTITY FULL for a while.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations()) {
            Optional<String> index = action.knownTable().flatMap(ReplicaIdentityChange::identityIndex);
            AlterTableCmd command = action.command();
            boolean changesFirst = action.statement().cmds().stream()
                    .limit(action.number())
                    .anyMatch(node -> node instanceof AlterTableCmd before
                            && before.subtype() == AlterTableType.AT_ReplicaIdentity);
            if (command.subtype() == AlterTableType.AT_ReplicaIdentity
                    && command.def() instanceof ReplicaIdentityStmt identity) {
                boolean none = "n".equals(identity.identityType())
                        || ("d".equals(identity.identityType())
                                && action.knownTable()
                                        .filter(table -> table.primaryKey().isEmpty())
                                        .isPresent());
                Publishing publishing = action.context().state().publishing(action.table());
                if (none && !publishing.isCertainlyNot()) {
                    report.found(
                            action,
                            "This leaves " + action.table() + " without a replica identity" + consequence(publishing));
                }
            } else if (index.isPresent() && !changesFirst && goes(action, index.get())) {
                Publishing publishing = action.context().state().publishing(action.table());
                if (!publishing.isCertainlyNot()) {
                    report.found(action, gone(action.table(), index.get(), publishing));
                }
            }
        }
        for (DroppedObject dropped : DroppedObject.relations(statement, Set.of(ObjectType.OBJECT_INDEX))) {
            statement.state().index(dropped.name()).ifPresent(index -> {
                Publishing publishing = statement.state().publishing(index.table());
                boolean identity = statement
                        .state()
                        .table(index.table())
                        .flatMap(ReplicaIdentityChange::identityIndex)
                        .filter(dropped.name().name()::equals)
                        .isPresent();
                if (identity && !publishing.isCertainlyNot()) {
                    report.found(statement, gone(index.table(), dropped.name().name(), publishing))
                            .at(dropped.place())
                            .on(index.table());
                }
            });
        }
    }

    private static Optional<String> identityIndex(Table table) {
        return table.settings().replicaIdentity().kind() == TableSettings.ReplicaIdentity.Kind.INDEX
                ? Optional.ofNullable(table.settings().replicaIdentity().index())
                : Optional.empty();
    }

    /** Whether the index goes with the constraint or the column that the action drops. */
    private static boolean goes(AlterAction action, String index) {
        String name = action.command().name();
        if (action.command().subtype() == AlterTableType.AT_DropConstraint) {
            return index.equals(name);
        }
        return action.command().subtype() == AlterTableType.AT_DropColumn
                && action.context().state().indexesOf(action.table()).stream()
                        .filter(owned -> owned.name().name().equals(index))
                        .flatMap(owned -> owned.index().elements().stream())
                        .anyMatch(element -> ConstraintParts.columns(element).contains(name));
    }

    private static String gone(QualifiedName table, String index, Publishing publishing) {
        return "With index " + index + " goes the replica identity of " + table + consequence(publishing);
    }

    private static String consequence(Publishing publishing) {
        return publishing.publication() == null
                ? ": if the table is published, UPDATE and DELETE of it fail afterwards"
                : ": publication " + publishing.publication()
                        + " publishes it, so that UPDATE and DELETE fail afterwards";
    }
}
