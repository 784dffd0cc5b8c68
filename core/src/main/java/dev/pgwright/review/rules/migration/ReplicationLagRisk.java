package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Impact;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.workload.TableFacts;
import java.util.List;

/** Work that writes so much WAL that those who receive it fall behind. */
public final class ReplicationLagRisk implements StatementRule {
    private static final Parameter MEGABYTES =
            new Parameter("min-megabytes", 1_024, "expected WAL in MB from which on it matters");
    private static final RuleInfo INFO = RuleInfo.migration("replication-lag-risk", Needs.STATISTICS, Severity.WARNING)
            .detects("A rewrite, an index build, or an UPDATE or DELETE of all rows, on a large table while standbys or"
                    + " replication slots are attached.")
            .cost("a burst of WAL; standbys lag, and slots keep it on the primary's disk")
            .safe("Split it into batches, and let the measured replay lag set their pace.")
            .parameter(MEGABYTES)
            .seed("Execute: monitor locks and query times")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        List<String> receivers = statement.facts().standbys();
        if (receivers.isEmpty()) {
            return;
        }
        Impact.of(statement.step(), statement.facts()).stream()
                .filter(impact ->
                        !isUnlogged(statement, impact) && wal(statement, impact) >= report.limit(MEGABYTES) << 20)
                .findFirst()
                .ifPresent(impact -> report.found(
                                statement,
                                "This writes about " + Amounts.bytes(wal(statement, impact)) + " of WAL for "
                                        + impact.size().name() + ", which has to reach " + String.join(", ", receivers))
                        .on(impact.size().name())
                        .whateverTheSize());
    }

    private static boolean isUnlogged(StatementContext statement, Impact impact) {
        Table table = statement.step().tables().get(impact.size().name());
        return table != null && table.unlogged();
    }

    /** In bytes: what is written anew is logged whole; a deleted row costs a small record. */
    private static long wal(StatementContext statement, Impact impact) {
        TableFacts size = impact.size();
        if (impact.takesLong() && impact.effect().rewrites()) {
            return size.bytes() + size.indexBytes();
        }
        if (impact.takesLong() && impact.effect().buildsIndex()) {
            // nobody knows the index before it is built; keys and pointers are a part of the rows
            return size.bytes() / 4;
        }
        boolean target = statement.tableChanges().stream()
                .anyMatch(change -> change.isOfAllRows() && change.table().equals(size.name()));
        return target ? size.bytes() : 0;
    }
}
