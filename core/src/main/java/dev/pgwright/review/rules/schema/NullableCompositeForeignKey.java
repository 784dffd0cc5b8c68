package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.NullTest;
import java.util.List;
import java.util.Set;

/** References that one NULL makes unchecked. */
public final class NullableCompositeForeignKey implements SchemaRule {
    private static final Set<String> COUNTS = Set.of("num_nulls", "num_nonnulls");
    private static final RuleInfo INFO = RuleInfo.of(
                    "nullable-composite-foreign-key", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A foreign key of several columns is MATCH SIMPLE, and more than one of them may be NULL.")
            .cost("rows may reference nothing")
            .safe("Make the columns NOT NULL, say MATCH FULL, or add a CHECK that all of them are NULL or none.")
            .byHand("NOT NULL, MATCH FULL and a CHECK say different things")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> found : schema.constraints(Constraint.ForeignKey.class)) {
            Constraint.ForeignKey key = found.constraint();
            List<String> nullable = NullableColumns.of(found.table(), key.columns(), schema);
            if (found.whole()
                    && !key.matchFull()
                    && nullable.size() > 1
                    && found.table().of(Constraint.Check.class).stream()
                            .noneMatch(check -> isAllOrNone(check, nullable))) {
                report.found(
                        schema,
                        found.object(),
                        "A NULL in one of " + String.join(", ", nullable) + " turns the reference to "
                                + SchemaContext.shown(key.referenced()) + " off, whatever the others say");
            }
        }
    }

    /** Whether a check counts the NULLs among the columns, or tests each of them. */
    private static boolean isAllOrNone(Constraint.Check check, List<String> columns) {
        return Expressions.parse(check.expression())
                .filter(tree -> columns.stream().allMatch(column -> Expressions.mentions(tree, column)))
                .filter(tree -> Nodes.all(tree, FuncCall.class).stream()
                                .anyMatch(call -> COUNTS.contains(Trees.functionName(call)))
                        || Nodes.all(tree, NullTest.class).size() >= columns.size())
                .isPresent();
    }
}
