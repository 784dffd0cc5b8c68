package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Alias;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.JsonTable;
import dev.pgwright.sql.tree.JsonTableColumn;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeFunction;
import dev.pgwright.sql.tree.RangeSubselect;
import dev.pgwright.sql.tree.RangeTableFunc;
import dev.pgwright.sql.tree.RangeTableFuncCol;
import dev.pgwright.sql.tree.RangeTableSample;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The relations in FROM: which columns they have. */
final class FromBinder {
    private final Folding folding;
    private final QueryBinder queries;

    FromBinder(Folding folding, QueryBinder queries) {
        this.folding = folding;
        this.queries = queries;
    }

    /** Adds an item of FROM, with those of its joins, to the scope. */
    void item(Node node, QueryScope scope) {
        if (node instanceof JoinExpr join) {
            join(join, scope);
        } else {
            Item item = single(node, scope);
            if (item != null) {
                scope.add(item);
            }
        }
    }

    /** The table that a statement writes to. */
    void target(@Nullable RangeVar name, QueryScope scope) {
        if (name != null) {
            scope.add(relation(name, scope));
        }
    }

    private @Nullable Item single(Node node, QueryScope scope) {
        if (node instanceof RangeVar name) {
            return relation(name, scope);
        } else if (node instanceof RangeSubselect subselect && subselect.subquery() != null) {
            List<Column> columns = queries.query(subselect.subquery(), scope);
            return item(subselect.alias(), "", null, columns, false);
        } else if (node instanceof RangeFunction function) {
            return function(function, scope);
        } else if (node instanceof RangeTableSample sample && sample.relation() != null) {
            queries.expressions(sample.args(), scope);
            return single(sample.relation(), scope);
        } else if (node instanceof RangeTableFunc table) {
            return xmlTable(table, scope);
        } else if (node instanceof JsonTable table) {
            if (table.contextItem() != null) {
                queries.expression(table.contextItem(), scope);
            }
            List<Column> columns = new ArrayList<>();
            jsonColumns(table.columns(), columns);
            return item(table.alias(), "json_table", null, columns, false);
        }
        return null;
    }

    private static Item item(
            @Nullable Alias alias, String name, @Nullable String schema, List<Column> columns, boolean open) {
        List<String> names = alias == null ? List.of() : Nodes.names(alias.colnames());
        return new Item(QueryBinder.aliasOf(alias, name), alias == null ? schema : null, renamed(columns, names), open);
    }

    /** The columns, the first of them under other names. */
    static List<Column> renamed(List<Column> columns, List<String> names) {
        List<Column> renamed = new ArrayList<>(columns);
        for (int i = 0; i < names.size(); i++) {
            if (i < renamed.size()) {
                renamed.set(i, renamed.get(i).named(names.get(i)));
            } else {
                renamed.add(Column.computed(names.get(i), null));
            }
        }
        return renamed;
    }

    private Item relation(RangeVar name, QueryScope scope) {
        String relname = Scope.text(name.relname());
        if (name.schemaname() == null) {
            List<Column> with = scope.withQuery(relname);
            if (with != null) {
                return item(name.alias(), relname, null, with, false);
            }
        }
        int found = folding.scope().findRelation(name);
        if (folding.store.get(found) instanceof RelationEntry relation) {
            queries.bound().put(name, new Target(relation.oid, 0));
            List<Column> columns = relation.columns.stream()
                    .map(column -> new Column(column.name, column.type, relation.oid, column.number))
                    .toList();
            return item(name.alias(), relname, relation.name.schema(), columns, false);
        }
        boolean system = (name.schemaname() == null && relname.startsWith("pg_"))
                || (name.schemaname() != null && Scope.isSystem(name.schemaname()));
        boolean sequence = found != 0;
        if (!system && !sequence && !folding.unknowns.mayHaveRelation(name.schemaname())) {
            throw folding.missing(name);
        }
        return item(name.alias(), relname, name.schemaname(), List.of(), true);
    }

    private void join(JoinExpr join, QueryScope scope) {
        int before = scope.items().size();
        if (join.larg() != null) {
            item(join.larg(), scope);
        }
        int between = scope.items().size();
        if (join.rarg() != null) {
            item(join.rarg(), scope);
        }
        queries.expression(join.quals(), scope);
        List<Item> left = List.copyOf(scope.items().subList(before, between));
        List<Item> right =
                List.copyOf(scope.items().subList(between, scope.items().size()));
        List<String> using = join.isNatural() ? common(left, right) : Nodes.names(join.usingClause());
        if (join.alias() != null && join.alias().aliasname() != null) {
            List<Item> both = new ArrayList<>(left);
            both.addAll(right);
            Item joined = item(
                    join.alias(), "", null, merged(both, using), both.stream().anyMatch(Item::open));
            scope.items().subList(before, scope.items().size()).clear();
            scope.add(joined);
        } else if (!using.isEmpty()) {
            scope.joined(left, right, using);
        }
    }

    private static List<String> common(List<Item> left, List<Item> right) {
        List<String> names = new ArrayList<>();
        for (Item item : left) {
            for (Column column : item.columns()) {
                if (right.stream().anyMatch(other -> other.column(column.name()) != null)) {
                    names.add(column.name());
                }
            }
        }
        return names;
    }

    /** The columns of a join: those it is by come first, and once. */
    static List<Column> merged(List<Item> items, List<String> using) {
        List<Column> columns = new ArrayList<>();
        for (String name : using) {
            for (Item item : items) {
                Column column = item.column(name);
                if (column != null) {
                    columns.add(column);
                    break;
                }
            }
        }
        for (Item item : items) {
            for (Column column : item.columns()) {
                if (!using.contains(column.name())) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    private Item function(RangeFunction function, QueryScope scope) {
        List<Column> columns = new ArrayList<>();
        boolean open = false;
        String first = "";
        for (Node node : function.functions()) {
            Node call = node instanceof PgList pair && !pair.items().isEmpty()
                    ? pair.items().get(0)
                    : node;
            queries.expression(call, scope);
            String name = Scope.text(ColumnNames.figure(call));
            first = first.isEmpty() ? name : first;
            List<Column> own = call instanceof FuncCall made ? columnsOf(made) : List.of();
            columns.addAll(own);
            if (own.isEmpty()) {
                // of a function that gives one value the column is called like the function or its alias
                boolean alone = function.functions().size() == 1;
                columns.add(Column.computed(alone ? QueryBinder.aliasOf(function.alias(), name) : name, null));
                open = true;
            }
        }
        if (!function.coldeflist().isEmpty()) {
            columns.clear();
            open = false;
            for (Node node : function.coldeflist()) {
                if (node instanceof ColumnDef definition && definition.typeName() != null) {
                    columns.add(Column.computed(
                            Scope.text(definition.colname()), folding.types.resolve(definition.typeName())));
                }
            }
        }
        boolean named = function.alias() != null && !function.alias().colnames().isEmpty();
        if (function.ordinality()) {
            columns.add(Column.computed("ordinality", TypeRef.builtin("int8")));
        }
        return item(function.alias(), first, null, columns, open && !named);
    }

    private List<Column> columnsOf(FuncCall call) {
        Target target = queries.bound().get(call);
        if (target == null || !(folding.store.get(target.object()) instanceof RoutineEntry routine)) {
            return List.of();
        }
        List<Column> columns = new ArrayList<>();
        for (RoutineEntry.Parameter parameter : routine.parameters) {
            if (!parameter.isInput() || parameter.mode().equals("INOUT")) {
                columns.add(Column.computed(Scope.text(parameter.name()), parameter.type()));
            }
        }
        if (columns.isEmpty()
                && routine.returns != null
                && folding.store.get(routine.returns.object()) instanceof RelationEntry relation
                && !routine.returns.array()) {
            relation.columns.forEach(column -> columns.add(Column.computed(column.name, column.type)));
        }
        return columns;
    }

    private Item xmlTable(RangeTableFunc table, QueryScope scope) {
        queries.expression(table.docexpr(), scope);
        List<Column> columns = new ArrayList<>();
        for (Node node : table.columns()) {
            if (node instanceof RangeTableFuncCol column) {
                columns.add(Column.computed(
                        Scope.text(column.colname()),
                        column.typeName() == null
                                ? TypeRef.builtin("int4")
                                : folding.types.resolve(column.typeName())));
            }
        }
        return item(table.alias(), "xmltable", null, columns, false);
    }

    private void jsonColumns(List<Node> definitions, List<Column> columns) {
        for (Node node : definitions) {
            if (node instanceof JsonTableColumn column) {
                if (!column.columns().isEmpty()) {
                    jsonColumns(column.columns(), columns);
                } else {
                    columns.add(Column.computed(
                            Scope.text(column.name()),
                            column.typeName() == null
                                    ? TypeRef.builtin("int4")
                                    : folding.types.resolve(column.typeName())));
                }
            }
        }
    }
}
