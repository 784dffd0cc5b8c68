package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.QualifiedName;
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
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableIndex;
import dev.pgwright.workload.IndexFacts;
import java.util.List;

/** Indexes that nobody reads. */
public final class UnusedIndex implements SchemaRule {
    private static final long DAY = 86_400;
    private static final Parameter DAYS =
            new Parameter("min-days", 30, "days for which the statistics have to have been counted");
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 1, "size of an index in MB that is worth a word");
    private static final RuleInfo INFO = RuleInfo.of("unused-index", Area.INDEX, Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "An index that is no constraint has had no scans since statistics that are old enough began, or from version 16"
                            + " on for as long.")
            .cost("space, and work with every write; UPDATEs that could have been HOT are none")
            .safe("Drop it with DROP INDEX CONCURRENTLY, and keep its definition for the way back.")
            .byHand("which index is worth its writes is measured first")
            .parameter(DAYS)
            .parameter(MEGABYTES)
            .seed("Indexes: index usage is monitored")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        long counted = schema.facts().server().state().countedDays();
        if (counted < report.limit(DAYS)) {
            return;
        }
        for (TableIndex one : schema.indexes()) {
            Table table = one.table();
            KeptIndex kept = new KeptIndex(table, one.index(), null);
            boolean judged = one.whole()
                    && one.index().valid()
                    && !one.index().unique()
                    && !kept.isNamedByTable()
                    && !isOfForeignKey(table, kept);
            if (judged) {
                schema.facts()
                        .index(QualifiedName.of(
                                table.name().schema(), one.index().name()))
                        .filter(facts -> facts.table().equals(table.name()))
                        .filter(facts -> facts.bytes() >= report.limit(MEGABYTES) << 20)
                        .filter(facts -> isUnused(facts, report.limit(DAYS)))
                        .ifPresent(facts -> found(schema, one, kept, facts, counted, report));
            }
        }
    }

    private static void found(
            SchemaContext schema, TableIndex one, KeptIndex kept, IndexFacts facts, long counted, Report report) {
        List<String> standbys = schema.facts().standbys().stream()
                .filter(name -> name.startsWith("standby "))
                .toList();
        Long since = facts.secondsSinceScan();
        long days = since == null ? counted : since / DAY;
        boolean expression = kept.elements().stream().anyMatch(element -> element.expression());
        report.found(
                        schema,
                        one.object(),
                        kept.name() + " of " + SchemaContext.shown(one.table().name()) + " ("
                                + Amounts.bytes(facts.bytes()) + ") has not been scanned for " + days + " days"
                                + (standbys.isEmpty()
                                        ? ""
                                        : " here; " + String.join(", ", standbys)
                                                + " may scan it, and counts for itself"))
                .severity(standbys.isEmpty() ? Severity.WARNING : Severity.ADVICE)
                .evidence(Evidence.MEASURED)
                .advice(kept.drop()
                        + " Before, make sure that it is older than that, that nothing runs only once a year, and keep its"
                        + " definition."
                        + (expression
                                ? " The statistics of its expression go with it, which the planner may use."
                                : ""));
    }

    private static boolean isUnused(IndexFacts facts, long days) {
        Long since = facts.secondsSinceScan();
        return facts.scans() == 0 || (since != null && since >= days * DAY);
    }

    /** Checks of the key need it, however seldom a referenced row is deleted. */
    private static boolean isOfForeignKey(Table table, KeptIndex index) {
        return table.foreignKeys().stream()
                .anyMatch(key -> index.columns().size() >= key.columns().size()
                        && index.columns().subList(0, key.columns().size()).containsAll(key.columns()));
    }
}
