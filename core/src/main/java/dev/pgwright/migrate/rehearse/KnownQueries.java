package dev.pgwright.migrate.rehearse;

import dev.pgwright.migrate.plan.PlanStep.BrokenQuery;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.workload.KnownQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries of a workload while a plan runs: each is prepared, which makes PostgreSQL look up all its names and types and
 * runs nothing. What the first schema does not understand (a text that is cut off, another database's table) is left out.
 */
final class KnownQueries {
    /** As many as are looked at: each costs a round trip behind every step. */
    private static final int MOST = 1000;

    private final List<String> alive = new ArrayList<>();

    KnownQueries(Connection connection, List<KnownQuery> queries) throws SQLException {
        for (KnownQuery query : queries.stream().limit(MOST).toList()) {
            ParsedSql parsed = Sql.parse(SourceFile.of("query", query.sql()));
            if (parsed.errors().isEmpty() && parsed.statements().size() == 1) {
                String sql =
                        parsed.statements().get(0).span().of(parsed.source().text());
                if (refusal(connection, sql) == null) {
                    alive.add(sql);
                }
            }
        }
    }

    /** Those that were understood the last time and are no more. */
    List<BrokenQuery> broken(Connection connection) throws SQLException {
        List<BrokenQuery> broken = new ArrayList<>();
        Iterator<String> each = alive.iterator();
        while (each.hasNext()) {
            String sql = each.next();
            String refusal = refusal(connection, sql);
            if (refusal != null) {
                broken.add(new BrokenQuery(sql, refusal));
                each.remove();
            }
        }
        return broken;
    }

    /** Why a query cannot be prepared; null if it can. */
    static @Nullable String refusal(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("PREPARE pgwright_query AS " + sql);
            statement.execute("DEALLOCATE pgwright_query");
            return null;
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            return message.lines().findFirst().orElse(message).replaceFirst("^ERROR: ", "");
        }
    }
}
