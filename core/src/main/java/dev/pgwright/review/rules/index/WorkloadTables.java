package dev.pgwright.review.rules.index;

import dev.pgwright.review.Amounts;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.QueryCounts;
import dev.pgwright.workload.TableFacts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What rules about the indexes of a workload have in common: which tables are worth a word, and the words. */
final class WorkloadTables {
    /** Below this nobody notices that a table is read whole. */
    static final Parameter ROWS = new Parameter("min-rows", 10_000, "rows of a table that is worth an index");

    private static final int NAMED = 3;

    /** The query that costs most first, as far as that is known. */
    static final Comparator<Access> HEAVIEST = Comparator.comparingDouble((Access access) -> -share(access.query()))
            .thenComparingDouble(access -> -calls(access.query()));

    private WorkloadTables() {}

    /** What the queries of a workload read, those of the query that costs most first. */
    static List<Access> heaviestFirst(WorkloadContext workload) {
        return Access.of(workload).stream().sorted(HEAVIEST).toList();
    }

    private static double share(QueryContext query) {
        QueryCounts counts = query.known().map(KnownQuery::counts).orElse(null);
        return counts == null ? 0 : counts.share();
    }

    private static double calls(QueryContext query) {
        Double calls = query.known().map(KnownQuery::callsPerSecond).orElse(null);
        return calls == null ? 0 : calls;
    }

    /**
     * Whether the table has enough rows to be worth an index. Where its size is not known it is for queries that a program is
     * known to send, and those findings are only advice.
     */
    static boolean isWorthwhile(Access access, long rows) {
        return access.facts()
                .map(facts -> facts.rows() >= rows)
                .orElse(access.query().kind() == QueryKind.KNOWN);
    }

    /** {@code orders (212 M rows)}. */
    static String named(Access access) {
        return SchemaContext.shown(access.name())
                + access.facts()
                        .map(facts -> " (" + Amounts.rows(facts.rows()) + ")")
                        .orElse("");
    }

    /** {@code ; so do b.sql:4 and 2 more}; empty for none. */
    static String alike(List<Access> others) {
        List<String> names = others.stream()
                .map(access -> access.query().words())
                .filter(words -> !words.startsWith("This"))
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return "";
        }
        String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return "; the same goes for " + shown
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    /** What an index more costs, behind the statement that makes it; empty when nobody knows. */
    static String price(Access access) {
        return access.facts()
                .filter(facts -> facts.writesPerSecond() >= 1)
                .map(facts ->
                        " Each of the " + Math.round(facts.writesPerSecond()) + " writes/s of the table pays for it.")
                .orElse("");
    }

    /** {@code all 212 M rows are read}; up to all, where a limit may end it before. */
    static String readWhole(Access access) {
        String most = isEndedByLimit(access) ? "up to " : "";
        return access.facts()
                .map(TableFacts::rows)
                .map(rows -> most + "all " + Amounts.rows(rows) + " are read")
                .orElse(most + "the whole table is read");
    }

    /** Whether the rows come in the order that is wanted, or in any, so that the first of them are enough. */
    private static boolean isEndedByLimit(Access access) {
        if (!(access.level().node() instanceof SelectStmt select) || select.limitCount() == null) {
            return false;
        }
        List<SortKey> keys = SortKey.behind(access, SortKey.of(access));
        return select.sortClause().isEmpty()
                || (!keys.isEmpty()
                        && access.query().indexes(access.name()).stream()
                                .anyMatch(index -> SortKey.isDelivered(access, index, keys)));
    }
}
