package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;
import java.util.Set;

/** Keys that put every new row somewhere else in the index. */
public final class RandomUuidPrimaryKey implements SchemaRule {
    private static final Parameter ROWS =
            new Parameter("min-rows", 100_000, "rows from which on a table is large, where its size is known");
    /** Functions that make UUIDs of version 4. */
    private static final Set<String> RANDOM = Set.of("gen_random_uuid", "uuid_generate_v4", "uuidv4");

    private static final RuleInfo INFO = RuleInfo.of(
                    "random-uuid-primary-key", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A primary key defaults to random UUIDs, on a table that is large or may become so.")
            .cost("more write-ahead log and more pages in memory with every INSERT")
            .safe("Use UUIDs in order of time (version 7; uuidv7() in PostgreSQL 18), or a bigint identity.")
            .fixable()
            .parameter(ROWS)
            .seed("Decision: UUID (v4 or v7)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            boolean key = column.table()
                    .primaryKey()
                    .filter(primary -> primary.columns().get(0).equals(column.name()))
                    .isPresent();
            boolean small = schema.facts()
                    .table(column.tableName())
                    .filter(facts -> facts.rows() < report.limit(ROWS))
                    .isPresent();
            if (key && !small) {
                ColumnDefault.of(column.column(), schema)
                        .filter(call -> RANDOM.contains(call.function()))
                        .ifPresent(call -> report.found(
                                        schema,
                                        SchemaObject.defaultOf(column.tableName(), column.name()),
                                        column.name() + " of " + SchemaContext.shown(column.tableName())
                                                + " is random by " + call.function()
                                                + "(): each new row changes another page of the index")
                                .advice(
                                        schema.version() >= 18
                                                ? "Use DEFAULT uuidv7(), or a bigint identity if the key need not be unique"
                                                        + " outside of this database."
                                                : "Let the application make UUIDs of version 7, or use a bigint identity if the"
                                                        + " key need not be unique outside of this database.")
                                .fix(
                                        schema.version() >= 18
                                                ? SchemaFixes.otherDefault(
                                                        schema, column.tableName(), column.name(), "uuidv7()")
                                                : new Fix.ByHand("PostgreSQL makes no UUIDs of version 7 before 18")));
            }
        }
    }
}
