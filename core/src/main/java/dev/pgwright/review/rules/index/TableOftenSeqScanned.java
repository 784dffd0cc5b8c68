package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.TableUse;

/** Large tables that are read whole again and again. */
public final class TableOftenSeqScanned implements SchemaRule {
    private static final double HALF = 0.5;
    private static final Parameter ROWS = new Parameter("min-rows", 10_000, "rows of a table that is worth a word");
    private static final Parameter SCANS =
            new Parameter("min-scans-per-day", 10, "scans of the whole table in a day that are worth a word");
    private static final RuleInfo INFO = RuleInfo.of(
                    "table-often-seq-scanned", Area.INDEX, Needs.STATISTICS, Severity.WARNING)
            .detects("A large table is read from beginning to end more often than by its indexes.")
            .cost("all its rows for each of these scans")
            .safe("Find the queries that do it, and index what they look for.")
            .byHand("which index is worth its writes is measured first")
            .parameter(ROWS)
            .parameter(SCANS)
            .seed("Root cause: missing index?")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        long days = schema.facts().server().state().countedDays();
        if (days < 1) {
            return;
        }
        for (Table table : schema.tables()) {
            TableFacts facts = schema.facts().table(table.name()).orElse(null);
            TableUse use = facts == null ? null : facts.use();
            if (facts != null
                    && use != null
                    && facts.rows() >= report.limit(ROWS)
                    && use.sequentialScans() >= report.limit(SCANS) * days
                    && use.sequentialScans() > use.indexScans()
                    // scans that stop early read few rows
                    && (double) use.sequentialRows() / use.sequentialScans() >= HALF * facts.rows()) {
                report.found(
                                schema,
                                SchemaObject.relation(table.name()),
                                SchemaContext.shown(table.name()) + " (" + Amounts.rows(facts.rows())
                                        + ") was read whole " + use.sequentialScans() + " times in " + days
                                        + " days, and by an index " + use.indexScans() + " times")
                        .evidence(Evidence.MEASURED);
            }
        }
    }
}
