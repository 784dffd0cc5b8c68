package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.Apart;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.AlterEnumStmt;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CreateEnumStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeName;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ALTER TYPE ... ADD VALUE and a use of the value in one transaction. */
public final class EnumValueUsedBeforeCommit implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("enum-value-used-before-commit", Needs.SQL, Severity.ERROR)
            .detects("A value that ALTER TYPE ... ADD VALUE adds is used later in the same transaction.")
            .cost("no lock on tables; fails at run time")
            .safe("Add the value in a migration of its own, and use it in the next one.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** A value and its type, as it is named. */
    private record Added(String value, List<String> type) {}

    @Override
    public void check(MigrationContext migration, Report report) {
        for (List<Step> steps : migration.transactions().values()) {
            Map<String, Added> added = new LinkedHashMap<>();
            Set<String> made = new HashSet<>();
            for (Step step : steps) {
                if (step.tree() instanceof CreateEnumStmt create) {
                    made.add(last(Nodes.names(create.typeName())));
                } else if (step.tree() instanceof AlterEnumStmt alter) {
                    List<String> type = Nodes.names(alter.typeName());
                    if (alter.newVal() != null && alter.oldVal() == null && !made.contains(last(type))) {
                        added.put(alter.newVal(), new Added(alter.newVal(), type));
                    }
                } else if (!added.isEmpty()) {
                    check(migration, step, added, report);
                }
            }
        }
    }

    private static void check(MigrationContext migration, Step step, Map<String, Added> added, Report report) {
        Set<String> told = new HashSet<>();
        for (A_Const constant : Nodes.all(step.tree(), A_Const.class)) {
            String text = constant.sval() == null ? null : constant.sval().sval();
            Added value = text == null ? null : added.get(text);
            if (value != null && mayBeOf(step, value, migration) && told.add(value.value())) {
                report.found(
                                migration,
                                step,
                                "PostgreSQL refuses this: the value '" + value.value() + "' of "
                                        + String.join(".", value.type())
                                        + " cannot be used before the transaction that adds it is committed")
                        .at(constant.location())
                        .about(String.join(".", value.type()))
                        .fix(Apart.inOwnTransaction(migration.change(step)));
            }
        }
    }

    /** Whether a string in the statement may become a value of the type: it is cast to it, or a table has such a column. */
    private static boolean mayBeOf(Step step, Added value, MigrationContext migration) {
        String type = last(value.type());
        boolean cast =
                Nodes.all(step.tree(), TypeName.class).stream().anyMatch(name -> type.equals(Trees.typeName(name)));
        if (cast || step.tables().isEmpty()) {
            return cast || (migration.isAlone() && isAboutRows(step));
        }
        String quoted = Identifiers.quoteIdentifier(type);
        return step.tables().values().stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> column.type().replace("[]", "").endsWith("." + quoted));
    }

    private static boolean isAboutRows(Step step) {
        return step.tree() instanceof InsertStmt
                || step.tree() instanceof UpdateStmt
                || step.tree() instanceof DeleteStmt
                || step.tree() instanceof SelectStmt
                || step.tree() instanceof AlterTableStmt;
    }

    private static String last(List<String> names) {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }
}
