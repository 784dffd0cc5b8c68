package dev.pgwright.review.rules.health;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.workload.TableFacts;

/** Tables in which there is nothing. */
public final class EmptyTable implements SchemaRule {
    /** What TOAST's index takes of an empty table, and a page that rows were deleted from. */
    private static final long EMPTY_BYTES = 2 * 8_192;

    private static final RuleInfo INFO = RuleInfo.of("empty-table", Area.HEALTH, Needs.STATISTICS, Severity.ADVICE)
            .offByDefault()
            .detects("A table, with its partitions, holds no rows.")
            .cost("whoever reads the schema takes it for something that is used")
            .safe("Remove it in stages, or say in a comment on it why it is empty.")
            .byHand("what it is there for is not in the database")
            .seed("Schema: every table has a clear purpose")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            schema.facts()
                    .table(table.name())
                    .filter(facts -> isEmpty(schema, table, facts))
                    .ifPresent(facts -> report.found(
                                    schema,
                                    SchemaObject.relation(table.name()),
                                    SchemaContext.shown(table.name()) + " holds no rows"
                                            + (facts.use() != null
                                                            && facts.use().inserted() > 0
                                                    ? ", and all that were added are deleted"
                                                    : ""))
                            .evidence(Evidence.MEASURED));
        }
    }

    /** A table that nobody has analyzed has no rows for its statistics either; it has pages. */
    private static boolean isEmpty(SchemaContext schema, Table table, TableFacts facts) {
        int parts = Math.max(1, schema.state().partitionsOf(table.name()).size());
        return table.comment() == null && facts.rows() == 0 && facts.bytes() <= parts * EMPTY_BYTES;
    }
}
