package dev.pgwright.review.rules.index;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.review.rules.query.Keys;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.TableFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Joins of few rows with a large table by a column that no index leads with. */
public final class JoinColumnWithoutIndex implements WorkloadRule {
    private static final Parameter PERCENT =
            new Parameter("max-percent", 1, "part of a table's rows, in percent, that a join looks up by an index");
    private static final RuleInfo INFO = RuleInfo.of(
                    "join-column-without-index", Area.INDEX, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A known query joins few rows with a large table by a column that no index leads with, and that is no"
                            + " foreign key.")
            .cost("the table is read from its beginning to its end for a few rows of it")
            .safe("Create an index on the column of the large table.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WorkloadTables.ROWS)
            .parameter(PERCENT)
            .seed("Queries: JOINs use indexed columns")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        Set<String> told = new HashSet<>();
        List<Access> accesses = WorkloadTables.heaviestFirst(workload);
        for (Access access : accesses) {
            for (Condition join : access.of(Kind.JOIN)) {
                boolean worthwhile = access.facts()
                        .map(facts -> facts.rows() >= report.limit(WorkloadTables.ROWS))
                        .orElse(false);
                if (worthwhile && isLookedUp(access, join, report.limit(PERCENT) / 100.0)) {
                    IndexAdvice advice = IndexAdvice.btree(
                            access.table(), List.of(Identifiers.quoteIdentifier(join.column())), null);
                    if (told.add(advice.sql())) {
                        found(access, join, advice, report);
                    }
                }
            }
        }
    }

    private static void found(Access access, Condition join, IndexAdvice advice, Report report) {
        BoundRelation other = join.others().iterator().next();
        report.found(
                        access.query(),
                        access.query().words() + " joins " + few(access, other) + " with "
                                + WorkloadTables.named(access) + " by " + join.column()
                                + ", and no index leads with it: " + WorkloadTables.readWhole(access))
                .at(access.query().place(BoundQuery.location(join.term())))
                .about(access.name().toString())
                .advice(advice.sql() + WorkloadTables.price(access));
    }

    private static String few(Access access, BoundRelation other) {
        OptionalDouble rows = rows(access, other);
        return (rows.isPresent() ? "about " + Amounts.rows(Math.max(1, Math.round(rows.getAsDouble()))) : "a few rows")
                + " of " + other.alias();
    }

    /** Whether looking up the few rows of the other relation one by one would be less than reading the table. */
    private static boolean isLookedUp(Access access, Condition join, double part) {
        String column = join.column();
        boolean foreignKey = access.table().foreignKeys().stream()
                .anyMatch(key -> key.columns().contains(column));
        if (foreignKey || join.others().size() != 1 || isServed(access, column)) {
            return false;
        }
        BoundRelation other = join.others().iterator().next();
        OptionalDouble looked = rows(access, other);
        OptionalDouble each = Selectivity.of(access, join);
        if (looked.isEmpty() || (each.isEmpty() && Selectivity.hasFewValues(access, column))) {
            return false;
        }
        long all = access.facts().map(TableFacts::rows).orElse(1L);
        // where nobody counted the values, only one row to look up is taken for little
        return each.isPresent()
                ? looked.getAsDouble() * each.getAsDouble() <= part && looked.getAsDouble() <= part * all
                : looked.getAsDouble() <= 1;
    }

    /** Whether an index leads to rows of the table by this column, or by anything else that the query says. */
    private static boolean isServed(Access access, String column) {
        return IndexMatch.of(
                                access,
                                condition -> condition.column().equals(column)
                                        || condition.isEquality()
                                        || condition.kind() == Kind.CONTAINS
                                        || condition.kind() == Kind.PREFIX)
                        .stream()
                        .findAny()
                        .isPresent()
                || access.equalities().stream().anyMatch(one -> Selectivity.isSelective(access, one, 0.05));
    }

    /** About how many rows of the other relation are left by what is demanded of it; empty when nobody knows. */
    private static OptionalDouble rows(Access access, BoundRelation other) {
        if (Keys.isSingleRow(access.query(), access.level(), other)) {
            return OptionalDouble.of(1);
        }
        Optional<Access> others = Access.of(access.query(), access.level(), other);
        if (others.isEmpty() || others.get().facts().isEmpty()) {
            return OptionalDouble.empty();
        }
        double rows = others.get().facts().map(TableFacts::rows).orElse(0L);
        OptionalDouble part = Selectivity.of(others.get(), others.get().equalities());
        return part.isPresent() ? OptionalDouble.of(part.getAsDouble() * rows) : OptionalDouble.empty();
    }
}
