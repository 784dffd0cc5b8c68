package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.Alias;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.ReturningClause;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.WithClause;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what the names in one query mean, and which columns it gives. */
final class QueryBinder {
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");

    private final Folding folding;
    private final FromBinder from;
    private final SimpleTypes types;
    private final Map<Node, Target> bound = new IdentityHashMap<>();
    private final boolean lenient;

    /** @param lenient whether columns that are not found are left open rather than refused */
    QueryBinder(Folding folding, boolean lenient) {
        this.folding = folding;
        this.lenient = lenient;
        this.from = new FromBinder(folding, this);
        this.types = new SimpleTypes(folding);
    }

    Map<Node, Target> bound() {
        return bound;
    }

    Expression expression(Node tree) {
        return new Expression(tree, bound);
    }

    /** What the query gives. */
    List<Column> query(Node node, @Nullable QueryScope outer) {
        if (node instanceof SelectStmt select) {
            return select(select, outer);
        } else if (node instanceof InsertStmt insert) {
            QueryScope scope = withs(insert.withClause(), outer);
            from.target(insert.relation(), scope);
            if (insert.selectStmt() != null) {
                query(insert.selectStmt(), scope);
            }
            return returning(insert.returningClause(), scope);
        } else if (node instanceof UpdateStmt update) {
            QueryScope scope = withs(update.withClause(), outer);
            from.target(update.relation(), scope);
            update.fromClause().forEach(item -> from.item(item, scope));
            expressions(update.targetList(), scope);
            expression(update.whereClause(), scope);
            return returning(update.returningClause(), scope);
        } else if (node instanceof DeleteStmt delete) {
            QueryScope scope = withs(delete.withClause(), outer);
            from.target(delete.relation(), scope);
            delete.usingClause().forEach(item -> from.item(item, scope));
            expression(delete.whereClause(), scope);
            return returning(delete.returningClause(), scope);
        } else if (node instanceof MergeStmt merge) {
            QueryScope scope = withs(merge.withClause(), outer);
            from.target(merge.relation(), scope);
            if (merge.sourceRelation() != null) {
                from.item(merge.sourceRelation(), scope);
            }
            return returning(merge.returningClause(), scope);
        }
        return List.of();
    }

    private List<Column> returning(@Nullable ReturningClause clause, QueryScope scope) {
        return clause == null ? List.of() : targets(clause.exprs(), scope);
    }

    private QueryScope withs(@Nullable WithClause clause, @Nullable QueryScope outer) {
        QueryScope scope = new QueryScope(outer);
        if (clause == null) {
            return scope;
        }
        for (Node node : clause.ctes()) {
            if (node instanceof CommonTableExpr with && with.ctequery() != null) {
                String name = Scope.text(with.ctename());
                List<String> names = Nodes.names(with.aliascolnames());
                if (clause.recursive() && with.ctequery() instanceof SelectStmt select && select.larg() != null) {
                    // the part that does not recurse says what the columns are
                    QueryBinder first = new QueryBinder(folding, true);
                    scope.define(name, FromBinder.renamed(first.select(select.larg(), scope), names));
                }
                List<Column> columns = new ArrayList<>(FromBinder.renamed(query(with.ctequery(), scope), names));
                if (with.searchClause() != null) {
                    columns.add(Column.computed(Scope.text(with.searchClause().searchSeqColumn()), null));
                }
                if (with.cycleClause() != null) {
                    columns.add(Column.computed(Scope.text(with.cycleClause().cycleMarkColumn()), null));
                    columns.add(Column.computed(Scope.text(with.cycleClause().cyclePathColumn()), null));
                }
                scope.define(
                        name,
                        columns.stream()
                                .map(column -> Column.computed(column.name(), column.type()))
                                .toList());
            }
        }
        return scope;
    }

    List<Column> select(SelectStmt select, @Nullable QueryScope outer) {
        QueryScope scope = withs(select.withClause(), outer);
        if (select.larg() != null && select.rarg() != null) {
            List<Column> left = select(select.larg(), scope);
            List<Column> right = select(select.rarg(), scope);
            return united(left, right);
        }
        if (!select.valuesLists().isEmpty()) {
            return values(select, scope);
        }
        select.fromClause().forEach(item -> from.item(item, scope));
        List<Column> columns = targets(select.targetList(), scope);
        List<String> names = columns.stream().map(Column::name).toList();
        expression(select.whereClause(), scope);
        expression(select.havingClause(), scope);
        expression(select.limitCount(), scope);
        expression(select.limitOffset(), scope);
        expressions(select.windowClause(), scope);
        byOutput(select.groupClause(), scope, names);
        byOutput(select.distinctClause(), scope, names);
        byOutput(select.sortClause(), scope, names);
        return columns;
    }

    private static List<Column> united(List<Column> left, List<Column> right) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            TypeRef type = left.get(i).type();
            TypeRef other = i < right.size() ? right.get(i).type() : null;
            columns.add(Column.computed(
                    left.get(i).name(), type != null && other != null && !type.equals(other) ? null : type));
        }
        return columns;
    }

    private List<Column> values(SelectStmt select, QueryScope scope) {
        List<Column> columns = new ArrayList<>();
        for (Node row : select.valuesLists()) {
            if (row instanceof PgList list) {
                expressions(list.items(), scope);
                for (int i = columns.size(); i < list.items().size(); i++) {
                    columns.add(Column.computed(
                            "column" + (i + 1), type(list.items().get(i), scope)));
                }
            }
        }
        return columns;
    }

    private List<Column> targets(List<Node> targets, QueryScope scope) {
        List<Column> columns = new ArrayList<>();
        for (Node node : targets) {
            if (!(node instanceof ResTarget target) || target.val() == null) {
                continue;
            }
            Node value = target.val();
            if (value instanceof ColumnRef reference && isStar(reference)) {
                columns.addAll(star(reference, scope));
                continue;
            }
            expression(value, scope);
            Column column = value instanceof ColumnRef reference ? column(reference, scope) : null;
            String name = target.name() == null ? ColumnNames.of(value) : target.name();
            columns.add(column != null ? column.named(name) : Column.computed(name, type(value, scope)));
        }
        return columns;
    }

    private static boolean isStar(ColumnRef reference) {
        return !reference.fields().isEmpty()
                && reference.fields().get(reference.fields().size() - 1) instanceof A_Star;
    }

    private List<Column> star(ColumnRef reference, QueryScope scope) {
        List<String> parts = Nodes.names(reference.fields());
        List<Column> columns = new ArrayList<>();
        if (parts.isEmpty()) {
            for (Item item : scope.items()) {
                if (item.open()) {
                    throw Refusal.notFollowed(item.name(), "the columns of \"" + item.name() + "\" are not known here");
                }
            }
            columns.addAll(scope.allColumns());
        } else {
            Item item = scope.item(Scope.schemaOf(parts), Scope.nameOf(parts));
            if (item == null) {
                throw Refusal.missing(
                        Scope.nameOf(parts), "missing FROM-clause entry for table \"" + Scope.nameOf(parts) + "\"");
            }
            if (item.open()) {
                throw Refusal.notFollowed(item.name(), "the columns of \"" + item.name() + "\" are not known here");
            }
            columns.addAll(item.columns());
        }
        for (Column column : columns) {
            need(column);
        }
        return columns;
    }

    /** Every column of a star gets a node of its own to be kept under. */
    private void need(Column column) {
        if (column.relation() != 0) {
            bound.put(new PgList(List.of()), target(column));
        }
    }

    private static Target target(Column column) {
        return new Target(column.relation(), column.number());
    }

    private void byOutput(List<Node> nodes, QueryScope scope, List<String> names) {
        for (Node node : nodes) {
            Node value = node instanceof SortBy sort ? sort.node() : node;
            boolean output = value instanceof ColumnRef reference
                    && reference.fields().size() == 1
                    && names.containsAll(Nodes.names(reference.fields()));
            if (value != null && !output) {
                expression(value, scope);
            }
        }
    }

    void expressions(List<Node> nodes, QueryScope scope) {
        nodes.forEach(node -> expression(node, scope));
    }

    void expression(@Nullable Node node, QueryScope scope) {
        if (node == null) {
            return;
        }
        if (node instanceof ColumnRef reference) {
            if (!isStar(reference)) {
                column(reference, scope);
            }
        } else if (node instanceof SubLink link) {
            expression(link.testexpr(), scope);
            if (link.subselect() != null) {
                query(link.subselect(), scope);
            }
        } else if (node instanceof SelectStmt) {
            query(node, scope);
        } else {
            folding.binder.bindOther(node, bound);
            node.forEachChild(child -> expression(child, scope));
        }
    }

    @Nullable TypeRef type(Node node, QueryScope scope) {
        return types.of(node, reference -> {
            Column column = lookup(reference, scope);
            return column == null ? null : column.type();
        });
    }

    private @Nullable Column lookup(ColumnRef reference, QueryScope scope) {
        List<String> parts = Nodes.names(reference.fields());
        if (parts.isEmpty() || parts.size() != reference.fields().size()) {
            return null;
        }
        if (parts.size() == 1) {
            return scope.find(parts.get(0));
        }
        String schema = parts.size() > 2 ? parts.get(parts.size() - 3) : null;
        Item item = scope.item(schema, parts.get(parts.size() - 2));
        return item == null ? null : item.column(parts.get(parts.size() - 1));
    }

    private @Nullable Column column(ColumnRef reference, QueryScope scope) {
        Column column = lookup(reference, scope);
        if (column != null) {
            if (column.relation() != 0) {
                bound.put(reference, target(column));
            }
            return column;
        }
        List<String> parts = Nodes.names(reference.fields());
        if (!lenient && !parts.isEmpty()) {
            requireKnown(parts, scope);
        }
        return null;
    }

    private static void requireKnown(List<String> parts, QueryScope scope) {
        String name = Scope.nameOf(parts);
        if (SYSTEM_COLUMNS.contains(name)) {
            return;
        }
        if (parts.size() == 1) {
            // a relation's name alone is its row
            if (scope.item(null, name) == null && !scope.isOpen()) {
                throw Refusal.missing(name, "column \"" + name + "\" does not exist");
            }
            return;
        }
        String relation = parts.get(parts.size() - 2);
        Item item = scope.item(parts.size() > 2 ? parts.get(parts.size() - 3) : null, relation);
        if (item == null && parts.size() == 2 && !relation.equals("new") && !relation.equals("old")) {
            // it may be a field of a column's composite type
            throw Refusal.missing(relation, "missing FROM-clause entry for table \"" + relation + "\"");
        }
        if (item != null && !item.open()) {
            throw Refusal.missing(name, "column " + String.join(".", parts) + " does not exist");
        }
    }

    /** The relations that a statement reads, with an alias or a name. */
    static String aliasOf(@Nullable Alias alias, String otherwise) {
        return alias == null || alias.aliasname() == null ? otherwise : alias.aliasname();
    }
}
