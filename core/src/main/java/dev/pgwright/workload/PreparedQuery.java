package dev.pgwright.workload;

import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database says of a query that it is to prepare.
 *
 * @param sqlState empty where it accepts the query
 * @param message its own
 * @param location offset in the query's text; -1 where it names none
 * @param open whether the query has parameters, of which a client may say the types
 * @param counted whether it names a parameter, which pg_stat_statements writes in the place of each constant, also where only a constant
 *     can stand, as in {@code interval $1}; our parser reads that
 */
public record PreparedQuery(String sqlState, String message, int location, boolean open, boolean counted) {
    private static final String HEAD = "PREPARE pgwright_query AS ";

    /** Faults of names and types. */
    private static final String FAULTS = "42";

    /** A right that is missing, and types that nobody gives. */
    private static final Set<String> NO_FAULTS = Set.of("42501", "42725", "42P08", "42P18");

    /** What may be another answer where a client gives the types of parameters. */
    private static final Set<String> OF_TYPES = Set.of("42883", "42804", "42846");

    /** A fault of syntax; also of assignments to one column twice. */
    private static final String SYNTAX = "42601";

    /** Whether it says something of names and types; it may have been a right that is missing, or a lock. */
    public boolean isJudgement() {
        return isAccepted()
                || (sqlState.startsWith(FAULTS)
                        && !NO_FAULTS.contains(sqlState)
                        && !(open && OF_TYPES.contains(sqlState))
                        && !(counted && sqlState.equals(SYNTAX)));
    }

    public boolean isAccepted() {
        return sqlState.isEmpty();
    }

    /** The same, with the query further on in a text. */
    public PreparedQuery from(int offset) {
        return location < 0 ? this : new PreparedQuery(sqlState, message, location + offset, open, counted);
    }

    /**
     * Prepares queries; none is planned or run.
     *
     * @param scripts what is in them but queries is left out
     * @param path the schemas in which names without one are looked for
     * @return the answers by the text of each query, as it stands in its script
     */
    public static Map<String, PreparedQuery> ask(Session session, Collection<String> scripts, List<String> path) {
        Map<String, PreparedQuery> answers = new HashMap<>();
        session.rolledBack(() -> {
            session.execute("SET LOCAL search_path = "
                    + path.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(", ")));
            for (String script : scripts) {
                for (Statement statement : Sql.parse(SourceFile.of("", script)).statements()) {
                    if (isQuery(statement.tree())) {
                        boolean open =
                                !Nodes.all(statement.tree(), ParamRef.class).isEmpty();
                        answers.computeIfAbsent(statement.span().of(script), sql -> ask(session, sql, open));
                    }
                }
            }
            return answers;
        });
        return answers;
    }

    private static PreparedQuery ask(Session session, String sql, boolean open) {
        return session.attempt(HEAD + sql, "DEALLOCATE pgwright_query")
                .failure()
                .map(failure -> refused(failure, sql, open))
                .orElseGet(() -> new PreparedQuery("", "", -1, open, false));
    }

    /** The server counts characters, from 1. */
    private static PreparedQuery refused(SqlFailure failure, String sql, boolean open) {
        int character = failure.position() - 1 - HEAD.length();
        boolean there = character >= 0 && character <= sql.codePointCount(0, sql.length());
        int location = there ? sql.offsetByCodePoints(0, character) : -1;
        return new PreparedQuery(
                failure.sqlState(), failure.message(), location, open, there && sql.startsWith("$", location));
    }

    private static boolean isQuery(Node tree) {
        return tree instanceof SelectStmt
                || tree instanceof InsertStmt
                || tree instanceof UpdateStmt
                || tree instanceof DeleteStmt
                || tree instanceof MergeStmt;
    }
}
