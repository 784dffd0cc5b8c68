package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableIndex;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.IndexFacts;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.TableUse;
import java.util.List;

/** Large indexes on the time at which rows came, where a small one would do. */
public final class BrinCandidate implements WorkloadRule {
    private static final double IN_ORDER = 0.99;
    private static final Parameter ROWS =
            new Parameter("min-rows", 10_000_000, "rows of a table whose b-tree is worth replacing");
    private static final RuleInfo INFO = RuleInfo.of("brin-candidate", Area.INDEX, Needs.STATISTICS, Severity.ADVICE)
            .detects(
                    "A b-tree is on the time by which the rows of a large append-only table are in order, and known queries only ask"
                            + " for ranges of it.")
            .cost("a b-tree of gigabytes and an entry with each insert, where BRIN takes some pages")
            .safe("Build a BRIN index, see that it is used, then drop the b-tree.")
            .byHand("which index is worth its writes is measured first")
            .parameter(ROWS)
            .seed("Index type: time-series -> BRIN")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<Access> accesses = Access.of(workload);
        for (TableIndex one : workload.schema().indexes()) {
            if (isOfTime(one) && isAppended(one, workload, report.limit(ROWS))) {
                String column = one.index().elements().get(0).key();
                List<Access> own = accesses.stream()
                        .filter(access -> access.name().equals(one.table().name()) && isAbout(access, column))
                        .toList();
                if (!own.isEmpty() && own.stream().allMatch(access -> isOnlyRange(access, column))) {
                    found(workload, one, own, report);
                }
            }
        }
    }

    private static void found(WorkloadContext workload, TableIndex one, List<Access> own, Report report) {
        Table table = one.table();
        String column = one.index().elements().get(0).key();
        String size = workload.facts()
                .index(QualifiedName.of(table.name().schema(), one.index().name()))
                .map(IndexFacts::bytes)
                .map(bytes -> " (" + Amounts.bytes(bytes) + ")")
                .orElse("");
        report.found(
                        workload.schema(),
                        one.object(),
                        one.index().name() + " of " + SchemaContext.shown(table.name()) + size + " holds each " + column
                                + " of rows that lie in its order anyway, and "
                                + own.get(0).query().words()
                                + (own.size() == 1 ? " only asks" : " and others only ask") + " for ranges of it")
                .advice(new IndexAdvice(table, "brin", List.of(Identifiers.quoteIdentifier(column)), List.of(), null)
                                .sql()
                        + " Compare the plans, then drop " + one.index().name() + ".");
    }

    private static boolean isOfTime(TableIndex one) {
        IndexElement key = one.index().elements().get(0);
        return one.whole()
                && one.index().method().equals("btree")
                && !one.index().unique()
                && one.index().predicate() == null
                && one.index().elements().size() == 1
                && !key.expression()
                && one.table()
                        .column(key.key())
                        .map(column ->
                                column.type().equals("date") || column.type().startsWith("timestamp"))
                        .orElse(false);
    }

    private static boolean isAppended(TableIndex one, WorkloadContext workload, long rows) {
        TableFacts facts = workload.facts().table(one.table().name()).orElse(null);
        TableUse use = facts == null ? null : facts.use();
        if (facts == null || use == null || facts.rows() < rows) {
            return false;
        }
        Double correlation = facts.column(one.index().elements().get(0).key())
                .map(ColumnFacts::correlation)
                .orElse(null);
        return correlation != null
                && correlation >= IN_ORDER
                && use.inserted() > 0
                && (use.updated() + use.deleted()) * 100 <= use.inserted();
    }

    private static boolean isAbout(Access access, String column) {
        return !access.on(column).isEmpty()
                || SortKey.of(access).stream().anyMatch(key -> key.column().equals(column));
    }

    /** An order needs a b-tree, and so does a single value. */
    private static boolean isOnlyRange(Access access, String column) {
        return access.on(column).stream().allMatch(one -> one.kind() == Kind.RANGE)
                && SortKey.of(access).stream().noneMatch(key -> key.column().equals(column));
    }
}
