package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;

/** Tables that are mostly indexes. */
public final class TooManyIndexes implements SchemaRule {
    private static final Parameter INDEXES =
            new Parameter("max-indexes", 10, "indexes of a table, those of constraints included");
    private static final RuleInfo INFO = RuleInfo.of("too-many-indexes", Area.INDEX, Needs.CATALOG, Severity.ADVICE)
            .detects("A table has more indexes than the limit.")
            .cost("each new row is written to all of them, and each update that is not heap-only as well")
            .safe("Merge those that begin alike, and drop those that nothing reads.")
            .byHand("which of them are used is not known")
            .parameter(INDEXES)
            .seed("Indexes: no redundant indexes")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            List<KeptIndex> all = KeptIndex.of(table);
            if (all.size() > report.limit(INDEXES)) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name()) + " has " + all.size()
                                + " indexes, and each new row is written to all of them");
            }
        }
    }
}
