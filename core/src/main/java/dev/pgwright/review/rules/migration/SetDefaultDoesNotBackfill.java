package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.UpdateStmt;

/** A default for rows to come, where the rows there are have nothing. */
public final class SetDefaultDoesNotBackfill implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration("set-default-does-not-backfill", Needs.SQL, Severity.ADVICE)
            .detects(
                    "ALTER COLUMN ... SET DEFAULT of an existing column that may be NULL, in a migration that does not fill the"
                            + " rows there are.")
            .cost("ACCESS EXCLUSIVE for a moment; old rows stay as they are")
            .safe("Fill the old rows in batches if they need the value too.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            if (step.tree() instanceof AlterTableStmt alter && alter.relation() != null) {
                step.effectOn(alter.relation())
                        .filter(effect ->
                                effect.kind() == RelationKind.TABLE || effect.kind() == RelationKind.PARTITIONED_TABLE)
                        .map(RelationEffect::relation)
                        .filter(table -> !isWritten(migration, table))
                        .ifPresent(table -> check(migration, step, alter, table, report));
            }
        }
    }

    private static void check(
            MigrationContext migration, Step step, AlterTableStmt alter, QualifiedName table, Report report) {
        for (int i = 0; i < alter.cmds().size(); i++) {
            if (alter.cmds().get(i) instanceof AlterTableCmd command
                    && command.subtype() == AlterTableType.AT_ColumnDefault
                    && command.def() != null
                    && !Trees.isNull(command.def())
                    && command.name() != null
                    && !migration.isNewColumn(table, command.name())
                    && mayBeNull(step, table, command.name())) {
                report.found(
                                migration,
                                step,
                                "The default of " + command.name() + " is for new rows of " + table
                                        + " only: those there are keep what they have, NULL too")
                        .at(AlterAction.span(migration.source().text(), step.span(), i))
                        .on(table)
                        .whateverTheSize();
            }
        }
    }

    /** A column that had a default already has had its old rows before. */
    private static boolean mayBeNull(Step step, QualifiedName table, String column) {
        Table known = step.tables().get(table);
        return known == null
                || known.column(column)
                        .filter(found -> !found.notNull() && found.defaultExpression() == null)
                        .isPresent();
    }

    private static boolean isWritten(MigrationContext migration, QualifiedName table) {
        return migration.steps().stream()
                .anyMatch(step -> step.effects().opaque()
                        || step.effectOn(table)
                                .filter(effect -> step.tree() instanceof UpdateStmt || step.tree() instanceof MergeStmt)
                                .isPresent());
    }
}
