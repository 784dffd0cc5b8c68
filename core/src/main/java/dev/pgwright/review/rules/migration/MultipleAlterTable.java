package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.fix.AlterTables;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PartitionCmd;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** ALTER TABLE statements that could be one. */
public final class MultipleAlterTable implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("multiple-alter-table", Needs.SQL, Severity.ADVICE)
            .detects("Several ALTER TABLE statements on one existing table, with nothing between them "
                    + "that needs them apart.")
            .cost("repeated requests for the lock; repeated scans or rewrites")
            .safe("Combine the actions in one ALTER TABLE.")
            .seed("Migrations: lock implications understood")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Map<QualifiedName, List<Step>> open = new LinkedHashMap<>();
        List<List<Step>> groups = new ArrayList<>();
        for (Step step : migration.steps()) {
            if (step.tree() instanceof VariableSetStmt) {
                continue;
            }
            if (step.tree() instanceof AlterTableStmt alter && isCombinable(alter, step)) {
                add(open, groups, alter, step);
            } else if (step.effects().opaque() || step.tree() instanceof TransactionStmt) {
                open.clear();
            } else {
                open.keySet().removeIf(table -> touches(step, table));
            }
        }
        for (List<Step> group : groups) {
            if (group.size() > 1) {
                found(migration, group, report);
            }
        }
    }

    private static void found(MigrationContext migration, List<Step> group, Report report) {
        String table = group.get(0).tree() instanceof AlterTableStmt alter && alter.relation() != null
                ? group.get(0)
                        .effectOn(alter.relation())
                        .map(effect -> effect.relation().toString())
                        .orElse("")
                : "";
        String cost = group.get(0).inTransaction() ? "" : ", each of which waits for its lock anew";
        report.found(
                        migration,
                        group.get(1),
                        group.size() + " ALTER TABLE statements change " + table + " one after the other" + cost
                                + "; one can do it all")
                .about(table)
                .fix(AlterTables.merged(migration, group).orElse(null));
    }

    private static void add(
            Map<QualifiedName, List<Step>> open, List<List<Step>> groups, AlterTableStmt alter, Step step) {
        RangeVar written = Objects.requireNonNull(alter.relation(), "only with a relation it can be combined");
        QualifiedName table = step.effectOn(written).orElseThrow().relation();
        List<Step> group = open.getOrDefault(table, List.of());
        boolean fits = !group.isEmpty()
                && group.get(0).transaction() == step.transaction()
                && group.stream().allMatch(earlier -> fits((AlterTableStmt) earlier.tree(), alter));
        open.keySet().removeIf(other -> touches(step, other) && !(fits && other.equals(table)));
        if (fits) {
            group.add(step);
        } else {
            List<Step> begun = new ArrayList<>(List.of(step));
            open.put(table, begun);
            groups.add(begun);
        }
    }

    private static boolean isCombinable(AlterTableStmt alter, Step step) {
        return alter.relation() != null
                && alter.objtype() == ObjectType.OBJECT_TABLE
                && step.effectOn(alter.relation()).isPresent()
                && alter.cmds().stream()
                        .allMatch(node -> node instanceof AlterTableCmd action
                                && !(action.def() instanceof PartitionCmd)
                                && action.subtype() != AlterTableType.AT_ValidateConstraint);
    }

    /** Actions are not done in their order: drops and types come before what is added. */
    private static boolean fits(AlterTableStmt earlier, AlterTableStmt later) {
        if (earlier.missingOk() != later.missingOk() || isWithChildren(earlier) != isWithChildren(later)) {
            return false;
        }
        for (Node node : earlier.cmds()) {
            if (node instanceof AlterTableCmd action && isNeededBy(action, later)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithChildren(AlterTableStmt alter) {
        return alter.relation() != null && alter.relation().inh();
    }

    private static boolean isNeededBy(AlterTableCmd action, AlterTableStmt later) {
        String made = action.def() instanceof ColumnDef column
                ? column.colname()
                : action.def() instanceof Constraint constraint ? constraint.conname() : null;
        return later.cmds().stream()
                .anyMatch(node -> node instanceof AlterTableCmd other
                        && EARLY.contains(other.subtype())
                        && other.name() != null
                        && (other.name().equals(made) || other.name().equals(action.name())));
    }

    private static final Set<AlterTableType> EARLY = Set.of(
            AlterTableType.AT_AlterColumnType,
            AlterTableType.AT_DropColumn,
            AlterTableType.AT_DropConstraint,
            AlterTableType.AT_DropNotNull);

    private static boolean touches(Step step, QualifiedName table) {
        return step.effects().on(table).isPresent();
    }
}
