package dev.pgwright.sql.plpgsql;

import java.util.ArrayList;
import java.util.List;

/**
 * The body of a PL/pgSQL function, procedure or DO block.
 *
 * @param root the struct {@code PLpgSQL_function}: {@code datums} are its variables, {@code action} is its outer block
 */
public record PlpgsqlFunction(PlpgsqlNode root) {

    /** The variables, parameters and records, PL/pgSQL's own such as {@code found} included. */
    public List<PlpgsqlNode> variables() {
        return root.nodes("datums");
    }

    /** All statements, outer before inner. */
    public List<PlpgsqlNode> statements() {
        return kinds("PLpgSQL_stmt_");
    }

    /** All SQL statements and expressions as texts, in the order of the body. */
    public List<PlpgsqlNode> expressions() {
        return kinds("PLpgSQL_expr");
    }

    private List<PlpgsqlNode> kinds(String prefix) {
        List<PlpgsqlNode> found = new ArrayList<>();
        root.walk(node -> {
            if (node.kind().startsWith(prefix)) {
                found.add(node);
            }
        });
        return found;
    }
}
