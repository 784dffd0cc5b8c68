package dev.pgwright.review.rules.health;

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
import java.util.List;

/** Tables that nobody reads. */
public final class UnusedTable implements SchemaRule {
    private static final Parameter DAYS =
            new Parameter("min-days", 30, "days for which the statistics have to have been counted");
    private static final RuleInfo INFO = RuleInfo.of("unused-table", Area.HEALTH, Needs.STATISTICS, Severity.ADVICE)
            .detects("A table with rows has not been read since statistics that are old enough began.")
            .cost("space, backup and upkeep; whoever reads the schema takes it for something that is needed")
            .safe("Ask whose it is, keep a copy, then drop it in stages.")
            .byHand("whether it is still needed is not in the database")
            .parameter(DAYS)
            .seed("Schema: every table has a clear purpose")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        long days = schema.facts().server().state().countedDays();
        // a standby counts for itself what it reads
        List<String> standbys = schema.facts().standbys().stream()
                .filter(name -> name.startsWith("standby "))
                .toList();
        if (days < report.limit(DAYS) || !standbys.isEmpty()) {
            return;
        }
        for (Table table : schema.tables()) {
            // a partition that is not read is an old one
            if (table.partitionOf() == null) {
                schema.facts()
                        .table(table.name())
                        .filter(facts -> facts.rows() > 0)
                        .ifPresent(facts -> check(schema, table, facts, days, report));
            }
        }
    }

    private static void check(SchemaContext schema, Table table, TableFacts facts, long days, Report report) {
        TableUse use = facts.use();
        if (use == null || use.sequentialScans() > 0 || use.indexScans() > 0) {
            return;
        }
        report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name()) + " (" + Amounts.rows(facts.rows()) + ", "
                                + Amounts.bytes(facts.bytes()) + ") has not been read for " + days + " days"
                                + (use.inserted() > 0
                                        ? ", though " + Amounts.rows(use.inserted()) + " were added"
                                        : ""))
                .evidence(Evidence.MEASURED);
    }
}
