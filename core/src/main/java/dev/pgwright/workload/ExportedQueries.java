package dev.pgwright.workload;

import dev.pgwright.finding.Finding;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the rows of an export of pg_stat_statements. */
final class ExportedQueries {
    static final String QUERY = "query";
    private static final String QUERYID = "queryid";
    private static final String DATABASE = "dbid";
    private static final String RATE = "calls_per_second";

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
        bySql.merge(sql, new KnownQuery(name, sql, rate(row, place)), ExportedQueries::both);
    }

    private static KnownQuery both(KnownQuery first, KnownQuery second) {
        Double one = first.callsPerSecond();
        Double other = second.callsPerSecond();
        return one == null || other == null ? first : new KnownQuery(first.name(), first.sql(), one + other);
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
        return new Workload(List.copyOf(bySql.values()), problems);
    }
}
