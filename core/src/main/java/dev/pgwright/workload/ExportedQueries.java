package dev.pgwright.workload;

import dev.pgwright.finding.Finding;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the rows of an export of pg_stat_statements. */
final class ExportedQueries {
    static final String QUERY = "query";
    private static final String QUERYID = "queryid";
    private static final String DATABASE = "dbid";
    private static final String RATE = "calls_per_second";
    private static final String CALLS = "calls";
    private static final String TOTAL = "total_exec_time";
    private static final String DEVIATION = "stddev_exec_time";
    private static final String ROWS = "rows";
    private static final String HIT = "shared_blks_hit";
    private static final String READ = "shared_blks_read";
    private static final String SPILLED = "temp_blks_written";

    private final Map<String, KnownQuery> bySql = new LinkedHashMap<>();
    private final List<Finding> problems = new ArrayList<>();
    private final TreeSet<String> databases = new TreeSet<>();
    private int hidden;

    /** Takes a row: values by the names of their columns. */
    void add(Map<String, String> row, Place place) {
        String sql = row.get(QUERY);
        if (sql == null || sql.isBlank()) {
            return;
        }
        if (sql.equals(StatementsReader.HIDDEN)) {
            hidden++;
            return;
        }
        String database = row.get(DATABASE);
        if (database != null) {
            databases.add(database);
        }
        String id = row.get(QUERYID);
        String position = String.valueOf(place.position());
        String name = id == null || id.isEmpty()
                ? place.file() + ":" + position.substring(0, position.indexOf(':'))
                : "queryid " + id;
        // the same text comes once for every role
        bySql.merge(sql, new KnownQuery(name, sql, rate(row, place), counts(row)), ExportedQueries::both);
    }

    private static KnownQuery both(KnownQuery first, KnownQuery second) {
        Double one = first.callsPerSecond();
        Double other = second.callsPerSecond();
        QueryCounts counts = first.counts();
        QueryCounts more = second.counts();
        return new KnownQuery(
                first.name(),
                first.sql(),
                one == null || other == null ? one : (Double) (one + other),
                counts == null || more == null ? counts : counts.plus(more));
    }

    /** What was counted, where calls, their time and their rows are there; null else. */
    private static @Nullable QueryCounts counts(Map<String, String> row) {
        OptionalDouble calls = number(row, CALLS);
        OptionalDouble total = number(row, TOTAL);
        OptionalDouble rows = number(row, ROWS);
        if (calls.isEmpty() || total.isEmpty() || rows.isEmpty() || calls.getAsDouble() < 1) {
            return null;
        }
        return new QueryCounts(
                (long) calls.getAsDouble(),
                total.getAsDouble(),
                number(row, DEVIATION).orElse(0),
                (long) rows.getAsDouble(),
                (long) (number(row, HIT).orElse(0) + number(row, READ).orElse(0)),
                (long) number(row, SPILLED).orElse(0),
                0);
    }

    private static OptionalDouble number(Map<String, String> row, String column) {
        String text = row.get(column);
        try {
            return text == null || text.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            // a column that only has the name of one that counts
            return OptionalDouble.empty();
        }
    }

    private @Nullable Double rate(Map<String, String> row, Place place) {
        String text = row.get(RATE);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            problems.add(WorkloadFile.problem(place, "'" + RATE + "' is no number: " + text, null));
            return null;
        }
    }

    Workload workload(Place file) {
        if (hidden > 0) {
            problems.add(WorkloadFile.problem(
                    file,
                    hidden + " of its queries are hidden from the role that exported them",
                    "export it as a role with pg_read_all_stats"));
        }
        if (databases.size() > 1) {
            problems.add(WorkloadFile.problem(
                    file,
                    "it holds the queries of " + databases.size() + " databases (dbid " + String.join(", ", databases)
                            + "), which may mean other tables of the same names",
                    "export it with WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"));
        }
        double all = bySql.values().stream()
                .map(KnownQuery::counts)
                .mapToDouble(counts -> counts == null ? 0 : counts.totalMs())
                .sum();
        return new Workload(
                bySql.values().stream().map(query -> withShare(query, all)).toList(), problems);
    }

    private static KnownQuery withShare(KnownQuery query, double allMs) {
        QueryCounts counts = query.counts();
        return counts == null
                ? query
                : new KnownQuery(query.name(), query.sql(), query.callsPerSecond(), counts.of(allMs));
    }
}
