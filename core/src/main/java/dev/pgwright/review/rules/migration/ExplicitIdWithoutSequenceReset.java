package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.review.fix.StatementFixes;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.RangeVar;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys that the sequence will give out again. */
public final class ExplicitIdWithoutSequenceReset implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "explicit-id-without-sequence-reset", Needs.SQL, Severity.WARNING)
            .detects("INSERT or COPY supplies values for a serial or identity column, and no setval() "
                    + "or RESTART is in the file.")
            .cost("the next key that the sequence gives out collides")
            .safe("setval() to the maximum afterwards, or let the column make its keys.")
            .seed("Core: data integrity is non-negotiable")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Set<String> seen = new HashSet<>();
        for (Step step : migration.steps()) {
            RangeVar target = step.tree() instanceof InsertStmt insert
                    ? insert.relation()
                    : step.tree() instanceof CopyStmt copy && copy.isFrom() ? copy.relation() : null;
            if (target == null || Trees.isTemporary(target)) {
                continue;
            }
            Optional<Table> table =
                    step.table(target).filter(known -> !known.name().schema().equals("pg_temp"));
            List<Column> columns = table.map(Table::columns).orElse(List.of());
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                if (isGenerated(column)
                        && GivenValues.of(step.tree(), columns, i)
                        && seen.add(table.get().name() + "." + column.name())) {
                    found(migration, step, table.get(), column, report);
                }
            }
        }
    }

    private static boolean isGenerated(Column column) {
        return column.identity() != null
                || (column.defaultExpression() != null
                        && column.defaultExpression().contains("nextval("));
    }

    private static void found(MigrationContext migration, Step step, Table table, Column column, Report report) {
        if (migration.steps().stream().noneMatch(other -> GivenValues.isReset(migration, other, table, column))) {
            String name = Identifiers.quoteIdentifier(
                    table.name().schema(), table.name().name());
            String reset = "SELECT setval(pg_get_serial_sequence(" + Identifiers.quoteLiteral(name) + ", "
                    + Identifiers.quoteLiteral(column.name()) + "), (SELECT max("
                    + Identifiers.quoteIdentifier(column.name()) + ") FROM " + name + "))";
            report.found(
                            migration,
                            step,
                            "The rows bring values for " + table.name() + "." + column.name()
                                    + ", but its sequence does not know: it will give out the same values again")
                    .about(table.name().toString())
                    .advice(reset + "; after it.")
                    .fix(StatementFixes.behind(migration, step, "set the sequence to the last value", reset));
        }
    }
}
