package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import java.util.List;

/** Keys that count every NULL as different. */
public final class NullableUniqueColumn implements SchemaRule {
    private static final int NULLS_NOT_DISTINCT = 15;
    private static final RuleInfo INFO = RuleInfo.of(
                    "nullable-unique-column", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "A UNIQUE constraint or index over several columns covers one that may be NULL, so that equal rows can be there many times.")
            .safe("Make the column NOT NULL, or say UNIQUE NULLS NOT DISTINCT (PostgreSQL 15).")
            .byHand("NOT NULL and NULLS NOT DISTINCT say different things")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (UniqueKey key : UniqueKey.in(schema)) {
            List<String> nullable = NullableColumns.of(key.table(), key.columns(), schema).stream()
                    .filter(column -> !isExcluded(key, column) && !isSupplemented(key, column))
                    .toList();
            boolean alone = key.columns().size() == 1 && !key.expressions();
            boolean onlyKey = key.table().primaryKey().isEmpty()
                    && UniqueKey.of(key.table()).size() == 1;
            if (!nullable.isEmpty() && !key.nullsNotDistinct() && (!alone || onlyKey)) {
                report.found(
                                schema,
                                key.object(),
                                key.name() + " lets rows of "
                                        + SchemaContext.shown(key.table().name())
                                        + " be equal as often as "
                                        + String.join(" or ", nullable) + " is NULL")
                        .advice(
                                schema.version() >= NULLS_NOT_DISTINCT
                                        ? "Make it NOT NULL, or make the key UNIQUE NULLS NOT DISTINCT."
                                        : "Make it NOT NULL, or add a unique index over the other columns WHERE "
                                                + nullable.get(0) + " IS NULL.");
            }
        }
    }

    /** The index has only rows where the column is not NULL. */
    private static boolean isExcluded(UniqueKey key, String column) {
        return key.condition()
                .filter(condition -> Expressions.requiresNotNull(condition, column))
                .isPresent();
    }

    /** Another index keeps the rows apart in which the column is NULL. */
    private static boolean isSupplemented(UniqueKey key, String column) {
        return UniqueKey.of(key.table()).stream()
                .filter(other -> !other.columns().contains(column))
                .anyMatch(other -> other.condition().stream()
                        .flatMap(condition -> Nodes.conjuncts(condition).stream())
                        .anyMatch(part -> part instanceof NullTest test
                                && test.nulltesttype() == NullTestType.IS_NULL
                                && Expressions.mentions(part, column)));
    }
}
