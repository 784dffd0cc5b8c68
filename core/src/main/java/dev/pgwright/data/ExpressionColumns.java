package dev.pgwright.data;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import java.util.ArrayList;
import java.util.List;

/** The columns that an expression names. */
public final class ExpressionColumns {
    private ExpressionColumns() {}

    /**
     * In the order of the expression, each once.
     *
     * @throws dev.pgwright.finding.PgwrightException if it is no SQL expression
     */
    public static List<String> of(String expression) {
        List<String> names = new ArrayList<>();
        Nodes.walk(Sql.parseStatement("SELECT " + expression).tree(), node -> {
            if (node instanceof ColumnRef column) {
                List<String> parts = Nodes.names(column.fields());
                if (!parts.isEmpty() && !names.contains(parts.get(parts.size() - 1))) {
                    names.add(parts.get(parts.size() - 1));
                }
            }
        });
        return names;
    }
}
