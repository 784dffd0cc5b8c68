package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SyntaxError;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import org.snakeyaml.engine.v2.nodes.Node;

/** Asks PostgreSQL's parser about statements in a requirements file. */
final class Statements {
    private final Problems problems;
    private final ScalarText places;

    Statements(Problems problems) {
        this.problems = problems;
        this.places = new ScalarText(problems);
    }

    /** Checks that a text is one statement that can be what the pattern says it is. */
    void check(Node node, String sql, String what, Kind kind) {
        ParsedSql parsed = Sql.parse(SourceFile.of(what, sql));
        for (SyntaxError error : parsed.errors()) {
            problems.add(
                    places.place(node, error.span().start()),
                    what + " is not SQL: " + error.message(),
                    ":".equals(error.near()) ? "Parameters are written $1, $2 and so on" : null);
        }
        if (!parsed.errors().isEmpty()) {
            return;
        }
        if (parsed.statements().size() != 1) {
            problems.add(
                    node,
                    what + " must be one statement, not " + parsed.statements().size(),
                    null);
            return;
        }
        dev.pgwright.sql.tree.Node tree = parsed.statements().get(0).tree();
        boolean fits = switch (kind) {
            case GET, LIST, AGGREGATE -> tree instanceof SelectStmt;
            case CREATE -> tree instanceof InsertStmt;
            case UPDATE -> tree instanceof UpdateStmt || tree instanceof InsertStmt;
            case DELETE -> tree instanceof DeleteStmt;
        };
        if (!fits) {
            problems.add(
                    places.place(node, parsed.statements().get(0).span().start()),
                    what + " does not fit the kind " + kind.word(),
                    "It must be "
                            + switch (kind) {
                                case GET, LIST, AGGREGATE -> "a SELECT";
                                case CREATE -> "an INSERT";
                                case UPDATE -> "an UPDATE, or an INSERT with ON CONFLICT";
                                case DELETE -> "a DELETE";
                            });
        }
    }
}
