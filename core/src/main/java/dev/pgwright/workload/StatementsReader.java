package dev.pgwright.workload;

import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The queries that pg_stat_statements has counted, where it is installed. */
final class StatementsReader {
    static final String EXTENSION = "pg_stat_statements";

    /** What another role's query is shown as to those who may not see it. */
    static final String HIDDEN = "<insufficient privilege>";

    private StatementsReader() {}

    /** The most frequent first. */
    static List<KnownQuery> read(FactsQuery query, ServerReader server, List<Withheld> withheld) throws SQLException {
        String schema = server.extensions().get(EXTENSION);
        if (schema == null) {
            return List.of();
        }
        String quoted = Identifiers.quoteIdentifier(schema);
        List<KnownQuery> queries = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        // entries have a time of their own since version 17 (pg_stat_statements 1.11)
        String since = server.facts().version() >= 17 ? "min(s.stats_since)" : "min(i.stats_reset)";
        Optional<SQLException> refusal = query.attempt(
                "select s.queryid, s.query, sum(s.calls) / greatest(1, extract(epoch from clock_timestamp() - " + since
                        + ")) as per_second, sum(s.calls)::bigint as calls, sum(s.total_exec_time) as total,"
                        + " max(s.stddev_exec_time) as deviation, sum(s.rows)::bigint as rows,"
                        + " sum(s.shared_blks_hit + s.shared_blks_read)::bigint as blocks,"
                        + " sum(s.temp_blks_written)::bigint as spilled,"
                        + " sum(s.total_exec_time) / nullif(sum(sum(s.total_exec_time)) over (), 0) as share from "
                        + quoted + ".pg_stat_statements s cross join " + quoted
                        + ".pg_stat_statements_info i"
                        + " where s.dbid = (select oid from pg_database where datname = current_database())"
                        + " group by s.queryid, s.query order by sum(s.calls) desc, s.queryid",
                row -> {
                    String sql = row.text("query");
                    if (sql.equals(HIDDEN)) {
                        hidden.add(sql);
                    } else {
                        queries.add(new KnownQuery(
                                "queryid " + row.text("queryid"),
                                sql,
                                Math.round(row.fraction("per_second") * 1_000_000) / 1_000_000.0,
                                new QueryCounts(
                                        row.number("calls"),
                                        thousandths(row.fraction("total")),
                                        thousandths(row.fraction("deviation")),
                                        row.number("rows"),
                                        row.number("blocks"),
                                        row.number("spilled"),
                                        Math.round(row.fraction("share") * 10_000) / 10_000.0)));
                    }
                });
        refusal.ifPresent(e -> withheld.add(new Withheld(
                Withheld.Part.QUERIES.words() + "(" + e.getMessage() + ")",
                "Add pg_stat_statements to shared_preload_libraries and restart the server; the role needs EXECUTE on"
                        + " its functions")));
        if (!hidden.isEmpty()) {
            withheld.add(new Withheld(Withheld.Part.QUERIES_OF_OTHERS.words(), server.grant("pg_read_all_stats")));
        }
        return refusal.isPresent() ? List.of() : queries;
    }

    private static double thousandths(double ms) {
        return Math.round(ms * 1_000) / 1_000.0;
    }
}
