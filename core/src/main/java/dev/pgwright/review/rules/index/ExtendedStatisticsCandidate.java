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
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateStatsStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.StatsElem;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.TableFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns that depend on each other, which the planner does not know. */
public final class ExtendedStatisticsCandidate implements WorkloadRule {
    private static final Parameter FACTOR = new Parameter(
            "min-factor", 10, "how many times the rows that independent columns could give a call gives on average");
    private static final Parameter ROWS = new Parameter("min-rows-per-call", 100, "rows of a call that matter");

    /** STATS_MAX_DIMENSIONS of PostgreSQL 18. */
    private static final int MOST_COLUMNS = 8;

    private static final RuleInfo INFO = RuleInfo.of(
                    "extended-statistics-candidate", Area.INDEX, Needs.STATISTICS, Severity.ADVICE)
            .offByDefault()
            .detects(
                    "A known query filters by several columns and gives many more rows than any of their values would if"
                            + " the columns were independent, and there are no extended statistics on them.")
            .cost("the planner expects too few rows, and joins them one by one")
            .safe("CREATE STATISTICS on the columns, then ANALYZE.")
            .parameter(FACTOR)
            .parameter(ROWS)
            .seed("Optimizing: EXPLAIN ANALYZE")
            .byHand("whether a better estimate gives a better plan is measured first")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        Set<List<Object>> told = new HashSet<>();
        for (Access access : WorkloadTables.heaviestFirst(workload)) {
            List<String> columns = access.equalities().stream()
                    .filter(condition -> condition.kind() == Condition.Kind.EQUAL)
                    .map(Condition::column)
                    .sorted()
                    .toList();
            OptionalDouble most = mostIfIndependent(access, columns);
            OptionalDouble counted = access.countedRows();
            boolean candidate = columns.size() > 1
                    && columns.size() <= MOST_COLUMNS
                    && most.isPresent()
                    && counted.isPresent()
                    && counted.getAsDouble() >= report.limit(ROWS)
                    && counted.getAsDouble() >= report.limit(FACTOR) * Math.max(1, most.getAsDouble())
                    && !isCovered(workload.schema(), access.name(), columns);
            if (candidate && told.add(List.of(access.name(), columns))) {
                found(access, columns, Math.round(most.getAsDouble()), Math.round(counted.getAsDouble()), report);
            }
        }
    }

    /** How many rows the most frequent values of the columns would have together. */
    private static OptionalDouble mostIfIndependent(Access access, List<String> columns) {
        Optional<TableFacts> facts = access.facts().filter(table -> table.rows() > 0);
        if (facts.isEmpty()) {
            return OptionalDouble.empty();
        }
        double rows = facts.get().rows();
        for (String column : columns) {
            Optional<ColumnFacts> known = facts.get().column(column).filter(one -> one.distinct() != 0);
            if (known.isEmpty()) {
                return OptionalDouble.empty();
            }
            rows *= known.get().common().stream()
                    .mapToDouble(ColumnFacts.Frequency::part)
                    .max()
                    .orElse(known.get().average(facts.get().rows()));
        }
        return OptionalDouble.of(rows);
    }

    /** Whether some statistics tell of two of the columns. */
    private static boolean isCovered(SchemaContext schema, QualifiedName table, List<String> columns) {
        for (CreateStatsStmt statistics : schema.statistics()) {
            boolean own = statistics.relations().stream()
                    .anyMatch(relation -> relation instanceof RangeVar name
                            && schema.state().resolve(name).equals(table));
            long both = Nodes.all(statistics, StatsElem.class).stream()
                    // an expression has no name
                    .filter(element -> element.name() != null && columns.contains(element.name()))
                    .count();
            if (own && both > 1) {
                return true;
            }
        }
        return false;
    }

    private static void found(Access access, List<String> columns, long most, long counted, Report report) {
        Table table = access.table();
        List<String> statements = statements(table, columns);
        report.found(
                        access.query(),
                        access.query().words() + " gives " + Amounts.rows(counted) + " a call for "
                                + String.join(" and ", columns) + " of " + SchemaContext.shown(table.name())
                                + "; were they independent, no values of them would have more than "
                                + Amounts.rows(Math.max(1, most)))
                .about(table.name().toString())
                .advice(String.join("; ", statements) + ".")
                .evidence(Evidence.MEASURED);
    }

    private static List<String> statements(Table table, List<String> columns) {
        String name =
                Identifiers.quoteIdentifier(table.name().schema(), table.name().name());
        String statistics = Identifiers.quoteIdentifier(
                table.name().schema(),
                Stream.concat(Stream.of(table.name().name()), columns.stream()).collect(Collectors.joining("_"))
                        + "_stat");
        String list = columns.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", "));
        return List.of("CREATE STATISTICS " + statistics + " ON " + list + " FROM " + name, "ANALYZE " + name);
    }
}
