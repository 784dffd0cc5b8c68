package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.KnownQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a workload as clients send them: in place of a parameter that is compared with a column stand values of that
 * column. Those that write are left out, as rows must stay as they are, and those with a parameter that no column tells.
 */
final class WorkloadQueries {
    private static final int MOST = 200;
    /** How often a query is there with different values. */
    private static final int VARIANTS = 5;

    private static final String FEW = "10";

    private final Session session;
    private final Catalog catalog;
    private final Set<String> ended;

    private WorkloadQueries(Session session, Catalog catalog, Set<String> ended) {
        this.session = session;
        this.catalog = catalog;
        this.ended = ended;
    }

    /**
     * Those that the server understands.
     *
     * @param ended tables and columns that no code uses any more, as {@code public.orders.note}
     */
    static List<String> of(Session session, Catalog catalog, List<KnownQuery> queries, Set<String> ended) {
        WorkloadQueries all = new WorkloadQueries(session, catalog, ended);
        return queries.stream()
                .limit(MOST)
                .flatMap(query -> all.of(query.sql()).stream())
                .toList();
    }

    private List<String> of(String text) {
        ParsedSql parsed = Sql.parse(SourceFile.of("query", text));
        boolean one = parsed.errors().isEmpty() && parsed.statements().size() == 1;
        if (!one
                || !(parsed.statements().get(0).tree() instanceof SelectStmt select)
                || select.intoClause() != null
                || !select.lockingClause().isEmpty()) {
            return List.of();
        }
        Statement statement = parsed.statements().get(0);
        List<Table> tables = tables(select);
        if (tables.stream().anyMatch(table -> hasEnded(table, select))) {
            return List.of();
        }
        Map<Integer, List<String>> values = values(select, tables);
        List<ParamRef> parameters = Nodes.all(select, ParamRef.class).stream()
                .sorted(Comparator.comparingInt(ParamRef::location).reversed())
                .toList();
        if (!parameters.stream().allMatch(parameter -> values.containsKey(parameter.number()))) {
            return List.of();
        }
        List<String> filled = new ArrayList<>();
        for (int variant = 0; variant < (parameters.isEmpty() ? 1 : VARIANTS); variant++) {
            StringBuilder sql = new StringBuilder(parsed.source().text());
            for (ParamRef parameter : parameters) {
                List<String> choice = values.getOrDefault(parameter.number(), List.of());
                int end = parameter.location()
                        + 1
                        + String.valueOf(parameter.number()).length();
                sql.replace(parameter.location(), end, choice.get(variant % choice.size()));
            }
            int added = sql.length() - parsed.source().text().length();
            filled.add(sql.substring(statement.span().start(), statement.span().end() + added));
        }
        return session.attempt("EXPLAIN " + filled.get(0)).worked() ? filled : List.of();
    }

    private boolean hasEnded(Table table, SelectStmt select) {
        return ended.contains(table.name().toString())
                || Nodes.all(select, ColumnRef.class).stream()
                        .map(WorkloadQueries::name)
                        .anyMatch(column -> ended.contains(table.name() + "." + column));
    }

    private static @Nullable String name(ColumnRef column) {
        List<String> names = Nodes.names(column.fields());
        return names.isEmpty() ? null : names.get(names.size() - 1);
    }

    private List<Table> tables(SelectStmt select) {
        List<Table> tables = new ArrayList<>();
        for (RangeVar range : Nodes.all(select, RangeVar.class)) {
            catalog.tables().stream()
                    .filter(table -> table.name().name().equals(range.relname()))
                    .filter(table ->
                            range.schemaname() == null || table.name().schema().equals(range.schemaname()))
                    .findFirst()
                    .ifPresent(tables::add);
        }
        return tables;
    }

    /** Literals for each parameter that something is known of. */
    private Map<Integer, List<String>> values(SelectStmt select, List<Table> tables) {
        Map<Integer, List<String>> values = new HashMap<>();
        for (SelectStmt each : Nodes.all(select, SelectStmt.class)) {
            parameters(each.limitCount()).forEach(parameter -> values.put(parameter.number(), List.of(FEW)));
            parameters(each.limitOffset()).forEach(parameter -> values.put(parameter.number(), List.of("0")));
        }
        for (A_Expr comparison : Nodes.all(select, A_Expr.class)) {
            compared(comparison.lexpr(), comparison.rexpr(), tables, values);
            compared(comparison.rexpr(), comparison.lexpr(), tables, values);
        }
        return values;
    }

    private void compared(
            @Nullable Node side, @Nullable Node other, List<Table> tables, Map<Integer, List<String>> values) {
        if (!(side instanceof ColumnRef reference)
                || (other != null && !Nodes.all(other, ColumnRef.class).isEmpty())) {
            return;
        }
        for (ParamRef parameter : parameters(other)) {
            List<String> found = samples(name(reference), tables);
            if (!found.isEmpty()) {
                values.putIfAbsent(parameter.number(), found);
            }
        }
    }

    private static List<ParamRef> parameters(@Nullable Node node) {
        return node == null ? List.of() : Nodes.all(node, ParamRef.class);
    }

    /** Values of the first of the tables that has such a column. */
    private List<String> samples(@Nullable String column, List<Table> tables) {
        Table table = tables.stream()
                .filter(one -> column != null && one.column(column).isPresent())
                .findFirst()
                .orElse(null);
        if (table == null || column == null) {
            return List.of();
        }
        String quoted = Identifiers.quoteIdentifier(column);
        return session
                .rows("select quote_literal(" + quoted + "::text) from "
                        + Identifiers.quoteIdentifier(
                                table.name().schema(), table.name().name()) + " where " + quoted
                        + " is not null order by random() limit " + VARIANTS)
                .first()
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
