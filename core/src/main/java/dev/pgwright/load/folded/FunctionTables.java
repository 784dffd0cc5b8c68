package dev.pgwright.load.folded;

import dev.pgwright.load.folded.BoundRelation.Kind;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Alias;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.JsonTable;
import dev.pgwright.sql.tree.JsonTableColumn;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeFunction;
import dev.pgwright.sql.tree.RangeTableFunc;
import dev.pgwright.sql.tree.RangeTableFuncCol;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of functions in FROM (addRangeTableEntryForFunction and get_expr_result_type of PostgreSQL 18). */
final class FunctionTables {
    private final Analysis analysis;
    private final ExpressionBinder expressions;

    /** The columns of one function; null when they are not known. */
    private record Made(
            @Nullable List<Column> columns, @Nullable TypeRef row) {}

    FunctionTables(Analysis analysis, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.expressions = expressions;
    }

    Item function(RangeFunction function, QueryScope scope) {
        List<Column> columns = new ArrayList<>();
        boolean open = false;
        String first = "";
        TypeRef row = null;
        List<Node> calls = calls(function);
        for (Node pair : calls) {
            Node call = pair instanceof PgList list && !list.items().isEmpty()
                    ? list.items().get(0)
                    : pair;
            List<Node> definitions = pair instanceof PgList list
                            && list.items().size() > 1
                            && list.items().get(1) instanceof PgList own
                    ? own.items()
                    : function.coldeflist();
            TypeRef type = expressions.of(call, scope);
            String name = Scope.text(ColumnNames.figure(call));
            first = first.isEmpty() ? name : first;
            Made made = definitions.isEmpty()
                    ? made(call, type, name, function.alias(), calls.size() == 1)
                    : new Made(defined(definitions), null);
            row = calls.size() == 1 && !function.ordinality() ? made.row() : null;
            open |= made.columns() == null;
            if (made.columns() != null) {
                columns.addAll(made.columns());
            }
        }
        if (function.ordinality()) {
            columns.add(Column.computed("ordinality", TypeRef.builtin("int8")));
        }
        Alias alias = function.alias();
        if (open && alias != null && !alias.colnames().isEmpty() && calls.size() == 1) {
            // whatever it gives, these are the names of its first columns
            List<Column> named = new ArrayList<>();
            Nodes.names(alias.colnames()).forEach(name -> named.add(Column.computed(name, null)));
            columns = named;
        }
        Item item = FromBinder.item(analysis, alias, first, Kind.FUNCTION, function, columns, open);
        item.rowType = row;
        return item;
    }

    /** {@code unnest(a, b)} is as many calls as it has arguments. */
    private static List<Node> calls(RangeFunction function) {
        List<Node> calls = new ArrayList<>();
        for (Node node : function.functions()) {
            Node call = node instanceof PgList list && !list.items().isEmpty()
                    ? list.items().get(0)
                    : node;
            boolean unnest = call instanceof FuncCall made
                    && made.args().size() > 1
                    && Nodes.names(made.funcname()).equals(List.of("unnest"));
            if (unnest && call instanceof FuncCall made) {
                made.args()
                        .forEach(argument -> calls.add(new FuncCall(
                                made.funcname(),
                                List.of(argument),
                                List.of(),
                                null,
                                null,
                                false,
                                false,
                                false,
                                false,
                                made.funcformat(),
                                made.location())));
            } else {
                calls.add(node);
            }
        }
        return calls;
    }

    private List<Column> defined(List<Node> definitions) {
        List<Column> columns = new ArrayList<>();
        for (Node node : definitions) {
            if (node instanceof ColumnDef definition && definition.typeName() != null) {
                columns.add(Column.computed(Scope.text(definition.colname()), expressions.type(definition.typeName())));
            }
        }
        return columns;
    }

    private Made made(Node call, @Nullable TypeRef type, String name, @Nullable Alias alias, boolean alone) {
        Signature signature = analysis.functions.get(call);
        if (signature != null && signature.outputs().size() > 1) {
            return new Made(outputs(call, signature), null);
        }
        if (type == null || !analysis.rules.isKnown(type)) {
            return new Made(null, null);
        }
        TypeRef base = analysis.rules.base(type);
        if (!base.array() && analysis.folding.store.get(base.object()) instanceof RelationEntry relation) {
            List<Column> columns = new ArrayList<>();
            for (ColumnEntry column : relation.columns) {
                columns.add(Column.computed(column.name, column.type.known() ? column.type : null));
            }
            return new Made(columns, type);
        }
        if (type.is("record")) {
            if (signature != null && call instanceof FuncCall made) {
                analysis.fault(
                        "42601",
                        "a column definition list is required for functions returning \"record\"",
                        name,
                        made.location());
            }
            return new Made(null, null);
        }
        String only = signature != null && signature.outputs().size() == 1
                ? signature.outputs().get(0).name()
                : "";
        String column = !only.isEmpty() ? only : alone ? FromBinder.aliasOf(alias, name) : name;
        return new Made(List.of(Column.computed(column, type)), type);
    }

    private List<Column> outputs(Node call, Signature signature) {
        List<TypeRef> declared = signature.types();
        List<TypeRef> given = new ArrayList<>();
        List<Node> arguments = call instanceof FuncCall made ? made.args() : List.of();
        for (int i = 0; i < declared.size(); i++) {
            TypeRef type = i < arguments.size() ? analysis.types.get(arguments.get(i)) : null;
            given.add(type == null ? TypeRules.UNKNOWN : type);
        }
        GenericTypes generic = new GenericTypes(analysis.rules, declared, given);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < signature.outputs().size(); i++) {
            Signature.Argument output = signature.outputs().get(i);
            TypeRef type = generic.resolved(output.type());
            columns.add(Column.computed(
                    output.name().isEmpty() ? "column" + (i + 1) : output.name(),
                    type != null && type.known() ? type : null));
        }
        return columns;
    }

    Item xmlTable(RangeTableFunc table, QueryScope scope) {
        expressions.of(table.docexpr(), scope);
        expressions.of(table.rowexpr(), scope);
        List<Column> columns = new ArrayList<>();
        for (Node node : table.columns()) {
            if (node instanceof RangeTableFuncCol column) {
                columns.add(Column.computed(Scope.text(column.colname()), typeOf(column.typeName())));
            }
        }
        return FromBinder.item(analysis, table.alias(), "xmltable", Kind.FUNCTION, table, columns, false);
    }

    Item jsonTable(JsonTable table, QueryScope scope) {
        expressions.of(table.contextItem(), scope);
        expressions.all(table.passing(), scope);
        List<Column> columns = new ArrayList<>();
        jsonColumns(table.columns(), columns);
        return FromBinder.item(analysis, table.alias(), "json_table", Kind.FUNCTION, table, columns, false);
    }

    private void jsonColumns(List<Node> definitions, List<Column> columns) {
        for (Node node : definitions) {
            if (node instanceof JsonTableColumn column) {
                if (!column.columns().isEmpty()) {
                    jsonColumns(column.columns(), columns);
                } else {
                    columns.add(Column.computed(Scope.text(column.name()), typeOf(column.typeName())));
                }
            }
        }
    }

    /** FOR ORDINALITY has no type of its own. */
    private @Nullable TypeRef typeOf(@Nullable TypeName name) {
        return name == null ? TypeRef.builtin("int4") : expressions.type(name);
    }
}
