package dev.pgwright.design.write;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An access pattern that the requirements give as SQL: taken as it is, its parameters found by PostgreSQL's parser. */
final class HandwrittenQuery {
    /** PREPARE infers the type of such a parameter. */
    private static final String INFERRED = "unknown";

    private HandwrittenQuery() {}

    static DesignedQuery of(Design design, AccessPattern pattern, String sql) {
        String statement = sql.strip().replaceFirst(";\\s*$", "");
        Node tree = Sql.parseStatement(statement).tree();
        Table table = design.catalog()
                .table(design.mapping().table(pattern.entity()).name())
                .orElseThrow();
        Map<Integer, DesignedQuery.Parameter> found = new TreeMap<>();
        for (A_Expr comparison : Nodes.all(tree, A_Expr.class)) {
            String operator = String.join("", Nodes.names(comparison.name()));
            compared(table, comparison.lexpr(), comparison.rexpr(), bound(operator, ">", "<"), found);
            compared(table, comparison.rexpr(), comparison.lexpr(), bound(operator, "<", ">"), found);
        }
        for (ParamRef parameter : Nodes.all(tree, ParamRef.class)) {
            found.putIfAbsent(
                    parameter.number(),
                    new DesignedQuery.Parameter("parameter_" + parameter.number(), INFERRED, null, "NULL"));
        }
        return new DesignedQuery(pattern.name(), statement, List.copyOf(found.values()));
    }

    /** What a name says of a bound: {@code _from} or {@code _to}; nothing of an equality. */
    private static String bound(String operator, String lower, String upper) {
        return operator.startsWith(lower) ? "_from" : operator.startsWith(upper) && !operator.equals("<>") ? "_to" : "";
    }

    /** A parameter that is compared with a column of the pattern's own table takes its name, type and values. */
    private static void compared(
            Table table,
            @Nullable Node side,
            @Nullable Node other,
            String suffix,
            Map<Integer, DesignedQuery.Parameter> found) {
        if (side instanceof ColumnRef reference && other instanceof ParamRef parameter) {
            List<String> names = Nodes.names(reference.fields());
            Column column = names.isEmpty()
                    ? null
                    : table.column(names.get(names.size() - 1)).orElse(null);
            if (column != null) {
                found.putIfAbsent(
                        parameter.number(),
                        new DesignedQuery.Parameter(
                                column.name() + suffix,
                                column.type(),
                                new ColumnName(table.name(), column.name()),
                                Samples.of(column.type())));
            }
        }
    }
}
