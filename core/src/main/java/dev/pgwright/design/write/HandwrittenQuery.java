package dev.pgwright.design.write;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.Alias;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.RangeVar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Map<String, Table> tables = tables(design, pattern, tree);
        Map<Integer, DesignedQuery.Parameter> found = new TreeMap<>();
        for (A_Expr comparison : Nodes.all(tree, A_Expr.class)) {
            String operator = String.join("", Nodes.names(comparison.name()));
            compared(tables, comparison.lexpr(), comparison.rexpr(), part(operator, ">", "<"), found);
            compared(tables, comparison.rexpr(), comparison.lexpr(), part(operator, "<", ">"), found);
        }
        for (ParamRef parameter : Nodes.all(tree, ParamRef.class)) {
            found.putIfAbsent(
                    parameter.number(),
                    new DesignedQuery.Parameter("parameter_" + parameter.number(), INFERRED, null, "NULL"));
        }
        return new DesignedQuery(pattern.name(), statement, List.copyOf(found.values()));
    }

    /** The tables that the statement reads, by what it calls them; the pattern's own first. */
    private static Map<String, Table> tables(Design design, AccessPattern pattern, Node tree) {
        QualifiedName own = design.mapping().table(pattern.entity()).name();
        Map<String, Table> tables = new LinkedHashMap<>();
        Map<String, Table> others = new LinkedHashMap<>();
        for (RangeVar range : Nodes.all(tree, RangeVar.class)) {
            String called = Objects.requireNonNull(range.relname());
            Alias alias = range.alias();
            QualifiedName name = QualifiedName.of(Objects.requireNonNullElse(range.schemaname(), own.schema()), called);
            Map<String, Table> known = name.equals(own) ? tables : others;
            design.catalog()
                    .table(name)
                    .ifPresent(table -> known.putIfAbsent(
                            alias == null ? called : Objects.requireNonNull(alias.aliasname()), table));
        }
        others.forEach(tables::putIfAbsent);
        return tables;
    }

    /** What an operator makes of its right side. */
    private static Part part(String operator, String lower, String upper) {
        if (operator.startsWith(lower) && !operator.equals("<>")) {
            return Part.FROM;
        }
        return operator.startsWith(upper) && !operator.equals("<>") ? Part.TO : Part.FILTER;
    }

    /** A parameter that is compared with a column takes its name, type and values. */
    private static void compared(
            Map<String, Table> tables,
            @Nullable Node side,
            @Nullable Node other,
            Part part,
            Map<Integer, DesignedQuery.Parameter> found) {
        if (!(side instanceof ColumnRef reference) || !(other instanceof ParamRef parameter)) {
            return;
        }
        List<String> names = Nodes.names(reference.fields());
        String column = names.isEmpty() ? "" : names.get(names.size() - 1);
        tables.entrySet().stream()
                .filter(table -> names.size() < 2 || table.getKey().equals(names.get(names.size() - 2)))
                .map(Map.Entry::getValue)
                .filter(table -> table.column(column).isPresent())
                .findFirst()
                .ifPresent(table -> found.putIfAbsent(
                        parameter.number(),
                        parameter(table.name(), table.column(column).orElseThrow(), part)));
    }

    private static DesignedQuery.Parameter parameter(QualifiedName table, Column column, Part part) {
        String suffix = part == Part.FROM ? "_from" : part == Part.TO ? "_to" : "";
        return new DesignedQuery.Parameter(
                column.name() + suffix,
                column.type(),
                new ColumnName(table, column.name()),
                Samples.of(column.type()),
                new Meaning(part, column.name()));
    }
}
