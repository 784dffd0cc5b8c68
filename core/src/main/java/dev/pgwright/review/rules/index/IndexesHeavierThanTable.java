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
import dev.pgwright.workload.IndexFacts;
import dev.pgwright.workload.TableFacts;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Tables whose indexes are larger than they are. */
public final class IndexesHeavierThanTable implements SchemaRule {
    private static final int NAMED = 3;
    private static final Parameter FACTOR =
            new Parameter("max-factor", 2, "how many times as large as the table its indexes together may be");
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 100, "size of the indexes in MB that is worth a word");
    private static final RuleInfo INFO = RuleInfo.of(
                    "indexes-heavier-than-table", Area.INDEX, Needs.STATISTICS, Severity.ADVICE)
            .detects("The indexes of a table together are larger than the table by more than a factor.")
            .cost("space, cache, and work with every write")
            .safe("Drop those that nothing scans, and rebuild those that are bloated with REINDEX INDEX CONCURRENTLY.")
            .byHand("which index is worth its writes is measured first")
            .parameter(FACTOR)
            .parameter(MEGABYTES)
            .seed("Indexes: index usage is monitored")
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
                    .filter(facts -> facts.indexBytes() >= report.limit(MEGABYTES) << 20)
                    .filter(facts -> facts.indexBytes() > report.limit(FACTOR) * facts.bytes())
                    .ifPresent(facts -> report.found(
                                    schema, SchemaObject.relation(table.name()), words(schema, table, facts))
                            .evidence(Evidence.MEASURED));
        }
    }

    private static String words(SchemaContext schema, Table table, TableFacts facts) {
        String largest = schema.facts().indexes().stream()
                .filter(index -> index.table().equals(table.name()))
                .sorted(Comparator.comparing(IndexFacts::bytes).reversed())
                .limit(NAMED)
                .map(index -> index.name().name() + " " + Amounts.bytes(index.bytes()))
                .collect(Collectors.joining(", "));
        return "The indexes of " + SchemaContext.shown(table.name()) + " take " + Amounts.bytes(facts.indexBytes())
                + ", the table " + Amounts.bytes(facts.bytes())
                + (largest.isEmpty() ? "" : "; the largest: " + largest);
    }
}
