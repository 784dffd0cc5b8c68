package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.workload.TableFacts;

/** Partitions that take what no other does. */
public final class DefaultPartitionGrowth implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "default-partition-growth", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A partitioned table has a DEFAULT partition (worse when it holds rows): a later ATTACH "
                    + "scans it, and DETACH CONCURRENTLY is refused.")
            .safe("Create bounded partitions ahead of time, and keep the default one empty or do without.")
            .byHand("the bounds of the partitions are a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.catalog().tables()) {
            PartitionOf partition = table.partitionOf();
            if (partition == null || !partition.isDefault()) {
                continue;
            }
            long rows = schema.facts().table(table.name()).map(TableFacts::rows).orElse(0L);
            Report.Draft found = report.found(
                    schema,
                    SchemaObject.relation(table.name()),
                    SchemaContext.shown(table.name()) + " takes the rows that no other partition of "
                            + SchemaContext.shown(partition.parent()) + " does"
                            + (rows > 0 ? ", about " + rows + " by now" : "")
                            + ": each new partition scans it under ACCESS EXCLUSIVE, and DETACH CONCURRENTLY is refused");
            if (rows > 0) {
                found.severity(Severity.WARNING);
            }
        }
    }
}
