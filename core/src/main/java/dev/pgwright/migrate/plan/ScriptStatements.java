package dev.pgwright.migrate.plan;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The statements of a script as a person wrote it. Its transactions and timeouts are left out: the plan has its own. Other
 * settings are refused, since a step does not know what another one has set.
 */
final class ScriptStatements {
    private static final int TITLE = 60;

    private static final Set<String> TIMEOUTS = Set.of(
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "transaction_timeout",
            "deadlock_timeout");

    private ScriptStatements() {}

    /** A statement. */
    record Each(Node tree, String sql) {
        /** Its first words. */
        String title() {
            String line = sql.replaceAll("\\s+", " ");
            return line.length() <= TITLE ? line : line.substring(0, TITLE) + " ...";
        }

        boolean changesRows() {
            return tree instanceof UpdateStmt
                    || tree instanceof DeleteStmt
                    || tree instanceof InsertStmt
                    || tree instanceof MergeStmt
                    || tree instanceof TruncateStmt;
        }
    }

    /**
     * Those that a plan is made of.
     *
     * @throws PgwrightException with {@code INPUT} and every place that does not parse or cannot be planned
     */
    static List<Each> of(SourceFile script) {
        ParsedSql parsed = Sql.parse(script);
        List<Problem> problems = new ArrayList<>();
        parsed.errors()
                .forEach(error ->
                        problems.add(new Problem(script.place(error.span().start()), error.message(), null)));
        List<Each> statements = new ArrayList<>();
        for (Statement statement : parsed.statements()) {
            Node tree = statement.tree();
            if (tree instanceof TransactionStmt || isTimeout(tree)) {
                continue;
            }
            if (tree instanceof VariableSetStmt) {
                problems.add(new Problem(
                        script.place(statement.span().start()),
                        "a setting does not last from one step of a plan to the next",
                        "leave it out; where it is the search_path, write the schema before each name"));
            } else if (tree instanceof CopyStmt) {
                problems.add(new Problem(
                        script.place(statement.span().start()),
                        "rows of COPY cannot be part of a plan",
                        "load them apart"));
            } else {
                statements.add(new Each(tree, statement.span().of(script.text())));
            }
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        return statements;
    }

    private static boolean isTimeout(Node tree) {
        return tree instanceof VariableSetStmt set && set.name() != null && TIMEOUTS.contains(set.name());
    }
}
