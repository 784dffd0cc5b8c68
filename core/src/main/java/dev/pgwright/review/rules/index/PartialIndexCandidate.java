package dev.pgwright.review.rules.index;

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
import java.util.List;
import java.util.Optional;

/** Indexes for all rows where few are asked for. */
public final class PartialIndexCandidate implements WorkloadRule {
    private static final Parameter PERCENT = new Parameter(
            "max-percent", 10, "part of the rows, in percent, that is few enough to have an index of its own");
    private static final RuleInfo INFO = RuleInfo.of(
                    "partial-index-candidate", Area.INDEX, Needs.STATISTICS, Severity.ADVICE)
            .detects(
                    "An index has an entry for every row, although its column is NULL in most of them, or known queries always ask for"
                            + " the few rows that meet one constant condition.")
            .cost("space and writes for entries that no query asks for")
            .safe("Build a partial index with that condition, then drop the one for all rows.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .parameter(PERCENT)
            .seed("Indexes: partial indexes where appropriate")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<Access> accesses = Access.of(workload);
        double part = report.limit(PERCENT) / 100.0;
        for (TableIndex one : workload.schema().indexes()) {
            boolean worthwhile = one.whole()
                    && one.index().method().equals("btree")
                    && !one.index().unique()
                    && one.index().predicate() == null
                    && one.index().elements().stream().noneMatch(element -> element.expression())
                    && workload.facts()
                            .table(one.table().name())
                            .map(facts -> facts.rows() >= report.limit(WorkloadTables.ROWS))
                            .orElse(false);
            if (worthwhile) {
                List<Access> own = accesses.stream()
                        .filter(access -> access.name().equals(one.table().name()))
                        .toList();
                if (!ofNulls(workload, one, own, part, report)) {
                    ofConstant(workload, one, own, part, report);
                }
            }
        }
    }

    private static boolean ofNulls(
            WorkloadContext workload, TableIndex one, List<Access> own, double part, Report report) {
        String column = one.index().elements().get(0).key();
        Optional<ColumnFacts> facts = workload.facts().table(one.table().name()).flatMap(table -> table.column(column));
        boolean nulls = one.index().elements().size() == 1
                && facts.map(ColumnFacts::nulls).orElse(0.0) >= 1 - part
                && own.stream()
                        .noneMatch(access -> access.on(column).stream().anyMatch(on -> on.kind() == Kind.IS_NULL)
                                || SortKey.of(access).stream()
                                        .anyMatch(key -> key.column().equals(column)));
        if (nulls) {
            found(
                    workload,
                    one,
                    column + " is NULL in " + Amounts.percent(facts.get().nulls()) + " of the rows, and "
                            + (own.isEmpty()
                                    ? "an equality or a range asks for none of them"
                                    : "no known query asks for them"),
                    Identifiers.quoteIdentifier(column) + " IS NOT NULL",
                    report);
        }
        return nulls;
    }

    private static void ofConstant(
            WorkloadContext workload, TableIndex one, List<Access> own, double part, Report report) {
        List<Access> users = own.stream()
                .filter(access -> IndexMatch.of(access, one.index(), condition -> condition.kind() != Kind.NOT_NULL)
                        .isPresent())
                .toList();
        boolean foreignKey = one.table().foreignKeys().stream()
                .anyMatch(key ->
                        key.columns().contains(one.index().elements().get(0).key()));
        if (users.isEmpty() || foreignKey) {
            return;
        }
        for (Condition condition : users.get(0).conditions()) {
            boolean candidate = condition.isConstant()
                    && condition.kind() != Kind.NOT_NULL
                    && condition.kind() != Kind.IN
                    && one.index().elements().stream()
                            .noneMatch(element -> element.key().equals(condition.column()))
                    && Selectivity.of(users.get(0), condition).orElse(1) <= part
                    && users.stream()
                            .allMatch(access -> access.on(condition.column()).stream()
                                    .anyMatch(same -> same.kind() == condition.kind()
                                            && same.values().equals(condition.values())));
            if (candidate) {
                found(
                        workload,
                        one,
                        users.get(0).query().words() + (users.size() == 1 ? " asks" : " and all others that use it ask")
                                + " only for rows with " + sql(users.get(0), condition) + ", "
                                + Amounts.percent(
                                        Selectivity.of(users.get(0), condition).orElse(0)) + " of them",
                        sql(users.get(0), condition),
                        report);
                return;
            }
        }
    }

    private static void found(WorkloadContext workload, TableIndex one, String why, String predicate, Report report) {
        Table table = one.table();
        List<String> keys = one.index().elements().stream()
                .map(element -> Identifiers.quoteIdentifier(element.key()) + (element.descending() ? " DESC" : ""))
                .toList();
        report.found(
                        workload.schema(),
                        one.object(),
                        one.index().name() + " of " + SchemaContext.shown(table.name())
                                + " has an entry for every row: " + why)
                .advice(IndexAdvice.btree(table, keys, predicate).sql() + " Then drop "
                        + one.index().name() + ".");
    }

    private static String sql(Access access, Condition condition) {
        String name = Identifiers.quoteIdentifier(condition.column());
        if (condition.kind() == Kind.IS_NULL) {
            return name + " IS NULL";
        }
        String value = condition.values().get(0);
        boolean bool = access.table()
                .column(condition.column())
                .map(column -> column.type().equals("boolean"))
                .orElse(false);
        if (bool) {
            return value.equals("true") || value.equals("t") ? name : "NOT " + name;
        }
        return name + " = '" + value.replace("'", "''") + "'";
    }
}
