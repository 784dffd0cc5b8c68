package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import java.util.Optional;

/** Changes of rows beside changes of the schema. */
public final class DataChangeInSchemaMigration implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "data-change-in-schema-migration", Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("INSERT, UPDATE, DELETE, MERGE or COPY on an existing table in a file that also "
                    + "changes the schema.")
            .safe("Move the change of rows to a migration or a job of its own.")
            .seed("Planning: batched backfill for large tables")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Optional<Step> definition = migration.steps().stream()
                .filter(step -> Statements.isDefinition(step.tree()))
                .findFirst();
        if (definition.isEmpty()) {
            return;
        }
        int line = migration.source().position(definition.get().span().start()).line();
        for (Step step : migration.steps()) {
            target(step.tree())
                    .ifPresent(target -> step.effectOn(target)
                            .ifPresent(effect -> report.found(
                                            migration,
                                            step,
                                            "This changes rows of " + effect.relation()
                                                    + " in a file that changes the schema (line " + line + ")")
                                    .about(effect.relation().toString())
                                    .at(target.location())));
        }
    }

    private static Optional<RangeVar> target(Node tree) {
        if (tree instanceof InsertStmt insert) {
            return Optional.ofNullable(insert.relation());
        }
        if (tree instanceof CopyStmt copy) {
            return copy.isFrom() ? Optional.ofNullable(copy.relation()) : Optional.empty();
        }
        return DataChange.of(tree).stream().findFirst().map(DataChange::target);
    }
}
