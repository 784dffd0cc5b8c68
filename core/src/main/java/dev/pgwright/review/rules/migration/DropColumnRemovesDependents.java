package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.IndexStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** DROP COLUMN that takes rules of other columns with it. */
public final class DropColumnRemovesDependents implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "drop-column-removes-dependents", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "DROP COLUMN silently takes with it the primary key, or a constraint or index of several columns, one of"
                            + " which is the dropped one.")
            .cost("ACCESS EXCLUSIVE; uniqueness, integrity or a fast path is lost without a word")
            .safe("Make the rule or index for the columns that stay first, or drop it by name in the same file.")
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_DropColumn)) {
            String column = String.valueOf(action.command().name());
            Set<String> dropped = new HashSet<>();
            Set<String> constraints = new HashSet<>();
            action.statement().cmds().forEach(command -> {
                if (command instanceof AlterTableCmd other && other.name() != null) {
                    if (other.subtype() == AlterTableType.AT_DropColumn) {
                        dropped.add(other.name());
                    } else if (other.subtype() == AlterTableType.AT_DropConstraint) {
                        constraints.add(other.name());
                    }
                }
            });
            List<String> taken = new ArrayList<>();
            for (Table table : action.knownTable().stream().toList()) {
                for (Constraint constraint : table.constraints()) {
                    if (isTaken(constraint, column, dropped)
                            && !constraints.contains(constraint.name())
                            && !isReplaced(statement, table, constraint)) {
                        taken.add(ConstraintParts.words(constraint) + " " + constraint.name() + " ("
                                + String.join(", ", ConstraintParts.columns(constraint)) + ")");
                    }
                }
                for (Index index : table.indexes()) {
                    if (isTaken(index, column, dropped)
                            && WholeFile.indexes(statement, table.name())
                                    .findAny()
                                    .isEmpty()) {
                        taken.add("index " + index.name());
                    }
                }
            }
            if (!taken.isEmpty()) {
                report.found(
                                action,
                                "With column " + column + " of " + action.table() + " goes what other columns need: "
                                        + String.join(", ", taken))
                        .whateverTheSize();
            }
        }
    }

    private static boolean isTaken(Constraint constraint, String column, Set<String> dropped) {
        List<String> columns = ConstraintParts.columns(constraint);
        return columns.contains(column)
                && !(constraint instanceof Constraint.NotNull)
                && (constraint instanceof Constraint.PrimaryKey || !dropped.containsAll(columns));
    }

    private static boolean isTaken(Index index, String column, Set<String> dropped) {
        Set<String> keys = new LinkedHashSet<>();
        index.elements().forEach(element -> keys.addAll(ConstraintParts.columns(element)));
        Set<String> all = new LinkedHashSet<>(keys);
        all.addAll(index.include());
        if (index.predicate() != null) {
            all.addAll(ConstraintParts.expressionColumns(index.predicate()));
        }
        return all.contains(column) && !dropped.containsAll(keys);
    }

    private static boolean isReplaced(StatementContext statement, Table table, Constraint constraint) {
        boolean unique = constraint instanceof Constraint.Unique
                && WholeFile.indexes(statement, table.name()).anyMatch(IndexStmt::unique);
        return unique
                || WholeFile.addedConstraints(statement, table.name())
                        .anyMatch(added -> added.contype() == ConstraintParts.type(constraint));
    }
}
