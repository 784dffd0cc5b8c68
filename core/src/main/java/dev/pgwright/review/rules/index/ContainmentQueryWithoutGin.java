package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.sql.Identifiers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions about the contents of arrays, jsonb, documents and ranges that no index answers. */
public final class ContainmentQueryWithoutGin implements WorkloadRule {
    /** What the operator classes of GIN answer (PostgreSQL 18, "Built-in GIN Operator Classes"). */
    private static final Set<String> OF_ARRAYS = Set.of("&&", "@>", "<@");

    private static final Set<String> OF_JSONB = Set.of("@>", "?", "?|", "?&", "@?", "@@");
    private static final Set<String> OF_JSONB_PATHS = Set.of("@>", "@?", "@@");
    private static final RuleInfo INFO = RuleInfo.of(
                    "containment-query-without-gin", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A known query, or one of a routine, asks what an array, jsonb, tsvector or range column contains, and no"
                            + " GIN or GiST index is on it.")
            .cost("each row of the table is read, and its value taken apart")
            .safe("Create a GIN index with the operator class that has the operator; GiST for ranges.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .seed("Index type: array / JSONB / full-text -> GIN")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<Access> accesses = WorkloadTables.heaviestFirst(workload);
        Set<String> told = new HashSet<>();
        for (Access access : accesses) {
            boolean small = access.facts()
                    .map(facts -> facts.rows() < report.limit(WorkloadTables.ROWS))
                    .orElse(false);
            if (small || isServedOtherwise(access)) {
                continue;
            }
            for (Condition condition : access.of(Kind.CONTAINS)) {
                String column = Identifiers.quoteIdentifier(condition.column());
                operatorClass(access, condition, accesses)
                        .filter(found -> access.query().indexes(access.name()).stream()
                                .noneMatch(index -> isOn(index, condition.column())))
                        .filter(found -> told.add(access.name() + " " + column))
                        .ifPresent(found -> found(
                                access,
                                condition,
                                new IndexAdvice(
                                        access.table(),
                                        found.equals("gist") ? "gist" : "gin",
                                        List.of(
                                                found.isEmpty() || found.equals("gist")
                                                        ? column
                                                        : column + " " + found),
                                        List.of(),
                                        null),
                                report));
            }
        }
    }

    private static void found(Access access, Condition condition, IndexAdvice advice, Report report) {
        Report.Draft draft = report.found(
                        access.query(),
                        access.query().words() + " asks by " + condition.operator() + " what " + condition.column()
                                + " of "
                                + WorkloadTables.named(access) + " contains, and no index answers that: "
                                + WorkloadTables.readWhole(access))
                .at(access.query().place(BoundQuery.location(condition.term())))
                .about(access.name().toString())
                .advice(advice.sql() + WorkloadTables.price(access));
        if (access.facts().isEmpty()) {
            draft.severity(Severity.ADVICE);
        }
    }

    /** Whether an index finds the rows by something else that is demanded, or few enough. */
    private static boolean isServedOtherwise(Access access) {
        return !IndexMatch.of(
                        access, one -> one.isEquality() || one.kind() == Kind.JOIN || one.kind() == Kind.CORRELATED)
                .isEmpty();
    }

    /**
     * The operator class of GIN that the index needs, empty for the usual one; {@code gist} for ranges. Empty altogether when no
     * index answers the operator.
     */
    private static Optional<String> operatorClass(Access access, Condition condition, List<Access> all) {
        String type = condition.type() == null ? "" : condition.type();
        String operator = condition.operator();
        if (type.endsWith("[]")) {
            return OF_ARRAYS.contains(operator) ? Optional.of("") : Optional.empty();
        }
        if (type.equals("jsonb")) {
            boolean paths = all.stream()
                    .filter(other -> other.name().equals(access.name()))
                    .flatMap(other -> other.on(condition.column()).stream())
                    .filter(one -> one.kind() == Kind.CONTAINS)
                    .allMatch(one -> OF_JSONB_PATHS.contains(one.operator()));
            return OF_JSONB.contains(operator) ? Optional.of(paths ? "jsonb_path_ops" : "") : Optional.empty();
        }
        if (type.equals("tsvector")) {
            return operator.equals("@@") ? Optional.of("") : Optional.empty();
        }
        return type.endsWith("range") && OF_ARRAYS.contains(operator) ? Optional.of("gist") : Optional.empty();
    }

    /** Whether the index holds parts of the column's values, or something that is computed of it. */
    private static boolean isOn(Index index, String column) {
        return index.elements().stream()
                .anyMatch(element -> element.expression()
                        ? Expressions.mentions(element.key(), column)
                        : isOn(index, element, column));
    }

    private static boolean isOn(Index index, IndexElement element, String column) {
        return element.key().equals(column)
                && (index.method().equals("gin")
                        || index.method().equals("gist")
                        || index.method().equals("spgist"));
    }
}
