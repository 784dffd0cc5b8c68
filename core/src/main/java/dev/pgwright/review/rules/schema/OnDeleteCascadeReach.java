package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.workload.TableFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Deletions that go further than the statement shows. */
public final class OnDeleteCascadeReach implements SchemaRule {
    private static final Parameter LEVELS =
            new Parameter("max-levels", 2, "tables in a row that a DELETE goes through");
    private static final Parameter ROWS =
            new Parameter("large-rows", 1_000_000, "rows from which on a table is large, where its size is known");
    private static final RuleInfo INFO = RuleInfo.of(
                    "on-delete-cascade-reach", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "ON DELETE CASCADE reaches over several tables in a row, into a large one, or into one whose rows are worth keeping.")
            .cost("one DELETE may remove and lock very many rows")
            .safe("Use RESTRICT, and delete what hangs on a row explicitly and in batches.")
            .byHand("what is to be deleted with what is a decision")
            .parameter(LEVELS)
            .parameter(ROWS)
            .seed("Schema: foreign keys have appropriate ON DELETE actions")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Cascades cascades = new Cascades(schema);
        for (TableConstraint<Constraint.ForeignKey> found : schema.constraints(Constraint.ForeignKey.class)) {
            Constraint.ForeignKey key = found.constraint();
            QualifiedName child = found.table().name();
            if (key.onDelete() != ReferentialAction.CASCADE || key.referenced().equals(child)) {
                continue;
            }
            String deleting = "Deleting a row of " + SchemaContext.shown(key.referenced()) + " deletes ";
            List<QualifiedName> path = cascades.longest(key.referenced(), child);
            Optional<TableFacts> large =
                    schema.facts().table(child).filter(facts -> facts.rows() >= report.limit(ROWS));
            if (ValuedTables.isValued(child.name()) && !isPart(found)) {
                report.found(
                        schema,
                        found.object(),
                        deleting + "those of " + SchemaContext.shown(child) + " with it, which are worth keeping");
            } else if (large.isPresent()) {
                report.found(
                        schema,
                        found.object(),
                        deleting + "its rows of " + SchemaContext.shown(child) + ", which has "
                                + Amounts.rows(large.get().rows()));
            } else if (path.size() > report.limit(LEVELS) && cascades.isTop(key.referenced())) {
                report.found(
                        schema,
                        found.object(),
                        deleting + "rows over " + path.size() + " levels: "
                                + path.stream().map(SchemaContext::shown).collect(Collectors.joining(", then ")));
            }
        }
    }

    /** Rows that are named after the other table, or are no more than one for each of its rows. */
    private static boolean isPart(TableConstraint<Constraint.ForeignKey> found) {
        Constraint.ForeignKey key = found.constraint();
        return ValuedTables.isPart(found.table().name().name(), key.referenced().name())
                || found.table()
                        .primaryKey()
                        .filter(primary -> key.columns().containsAll(primary.columns()))
                        .isPresent();
    }
}
