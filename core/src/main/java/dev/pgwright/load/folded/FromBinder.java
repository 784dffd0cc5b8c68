package dev.pgwright.load.folded;

import dev.pgwright.load.folded.BoundRelation.Kind;
import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Clause;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.load.folded.QueryScope.Visible;
import dev.pgwright.load.folded.QueryScope.WithQuery;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Alias;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.JoinType;
import dev.pgwright.sql.tree.JsonTable;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeFunction;
import dev.pgwright.sql.tree.RangeSubselect;
import dev.pgwright.sql.tree.RangeTableFunc;
import dev.pgwright.sql.tree.RangeTableSample;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The relations in FROM: which columns they have, and what of them can be named (parse_clause.c of PostgreSQL 18). */
final class FromBinder {
    private final Analysis analysis;
    private final Folding folding;
    private final QueryBinder queries;
    private final ExpressionBinder expressions;
    private final FunctionTables functions;

    FromBinder(Analysis analysis, QueryBinder queries, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.folding = analysis.folding;
        this.queries = queries;
        this.expressions = expressions;
        this.functions = new FunctionTables(analysis, expressions);
    }

    /** Adds an item of FROM, with those of its joins, to the level; they can be named laterally until it is finished. */
    void item(Node node, QueryScope scope) {
        Part part = part(node, scope);
        requireDistinct(scope.names(), part.names());
        scope.names().addAll(lateral(part.names(), true));
    }

    /** FROM is over: all can be named. */
    void finish(QueryScope scope) {
        QueryBinder.showAll(scope);
    }

    /** The table that a statement writes to. */
    void target(@Nullable RangeVar name, QueryScope scope) {
        if (name != null) {
            Item item = relation(name, scope, true);
            scope.add(item);
            scope.target = item;
        }
    }

    /** What can be named of an item, and the relations in it. */
    private record Part(List<Visible> names, List<Item> relations) {}

    private static Part part(Item item) {
        return new Part(List.of(new Visible(item, true, true, false, true)), List.of(item));
    }

    private static List<Visible> lateral(List<Visible> names, boolean allowed) {
        return names.stream().map(one -> one.as(true, allowed)).toList();
    }

    private Part part(Node node, QueryScope scope) {
        if (node instanceof JoinExpr join) {
            return join(join, scope);
        }
        Item item = single(node, scope);
        if (item == null) {
            return new Part(List.of(), List.of());
        }
        scope.addHidden(item);
        return part(item);
    }

    private @Nullable Item single(Node node, QueryScope scope) {
        if (node instanceof RangeVar name) {
            return relation(name, scope, false);
        } else if (node instanceof RangeSubselect subselect && subselect.subquery() != null) {
            return subselect(subselect, subselect.subquery(), scope);
        } else if (node instanceof RangeTableSample sample && sample.relation() != null) {
            expressions.all(sample.args(), scope);
            expressions.of(sample.repeatable(), scope);
            return single(sample.relation(), scope);
        }
        boolean before = scope.lateral;
        scope.lateral = true;
        Item[] made = new Item[1];
        QueryBinder.in(Clause.FROM, scope, () -> {
            if (node instanceof RangeFunction function) {
                made[0] = functions.function(function, scope);
            } else if (node instanceof RangeTableFunc table) {
                made[0] = functions.xmlTable(table, scope);
            } else if (node instanceof JsonTable table) {
                made[0] = functions.jsonTable(table, scope);
            }
        });
        scope.lateral = before;
        return made[0];
    }

    private Item subselect(RangeSubselect subselect, Node query, QueryScope scope) {
        boolean before = scope.lateral;
        scope.lateral = subselect.lateral();
        List<Column> columns = queries.query(query, scope, true);
        scope.lateral = before;
        boolean values =
                query instanceof SelectStmt select && !select.valuesLists().isEmpty();
        return item(
                analysis,
                subselect.alias(),
                "",
                values ? Kind.VALUES : Kind.SUBQUERY,
                subselect,
                columns,
                !queries.isComplete(query));
    }

    static Item item(
            Analysis analysis,
            @Nullable Alias alias,
            String name,
            Kind kind,
            Node node,
            List<Column> columns,
            boolean open) {
        String shown = aliasOf(alias, name);
        return new Item(shown, null, kind, node, 0, aliased(analysis, alias, shown, columns, open), open);
    }

    private static List<Column> aliased(
            Analysis analysis, @Nullable Alias alias, String name, List<Column> columns, boolean open) {
        List<String> names = alias == null ? List.of() : Nodes.names(alias.colnames());
        if (!open && names.size() > columns.size()) {
            analysis.fault(
                    "42P10",
                    "table \"" + name + "\" has " + columns.size() + " columns available but " + names.size()
                            + " columns specified",
                    name,
                    -1);
        }
        return renamed(columns, names);
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

    static String aliasOf(@Nullable Alias alias, String otherwise) {
        return alias == null || alias.aliasname() == null ? otherwise : alias.aliasname();
    }

    private Item relation(RangeVar name, QueryScope scope, boolean written) {
        String relname = Scope.text(name.relname());
        WithQuery with = name.schemaname() == null && !written ? scope.withQuery(relname) : null;
        if (with != null) {
            List<Column> columns = with.columns == null ? List.of() : with.columns;
            boolean open = with.columns == null || with.open;
            return item(analysis, name.alias(), relname, Kind.WITH_QUERY, name, columns, open);
        }
        int found = folding.scope().findRelation(name);
        if (folding.store.get(found) instanceof RelationEntry relation
                && relation.kind != RelationEntry.Kind.COMPOSITE) {
            return known(name, relation);
        }
        boolean system = (name.schemaname() == null && relname.startsWith("pg_"))
                || (name.schemaname() != null && Scope.isSystem(name.schemaname()))
                || (name.schemaname() == null && folding.scope().path().contains("information_schema"));
        if (!system && found == 0) {
            missing(name);
        }
        String shown = aliasOf(name.alias(), relname);
        String schema = name.alias() == null ? name.schemaname() : null;
        return new Item(shown, schema, system ? Kind.SYSTEM : Kind.UNKNOWN, name, 0, List.of(), true);
    }

    private void missing(RangeVar name) {
        try {
            Refusal refusal = folding.missing(name);
            if (refusal.kind() == FoldFault.Kind.NOT_FOLLOWED) {
                return;
            }
            analysis.fault(refusal, "42P01", name.location());
        } catch (Refusal noSchema) {
            // the server says that there is no such relation, whatever of its name is missing
            String written = Scope.written(name);
            analysis.fault("42P01", "relation \"" + written + "\" does not exist", written, name.location());
        }
    }

    private Item known(RangeVar name, RelationEntry relation) {
        analysis.bound.put(name, new Target(relation.oid, 0));
        List<Column> columns = new ArrayList<>();
        for (ColumnEntry column : relation.columns) {
            TypeRef type = column.type.known() ? column.type : null;
            columns.add(new Column(column.name, type, relation.oid, column.number, isNeverNull(column), null));
        }
        Kind kind = switch (relation.kind) {
            case VIEW -> Kind.VIEW;
            case MATERIALIZED -> Kind.MATERIALIZED_VIEW;
            default -> Kind.TABLE;
        };
        String shown = aliasOf(name.alias(), Scope.text(name.relname()));
        Item item = new Item(
                shown,
                name.alias() == null ? relation.name.schema() : null,
                kind,
                name,
                relation.oid,
                aliased(analysis, name.alias(), shown, columns, false),
                false);
        item.rowType = TypeRef.made(relation.oid, relation.name.name());
        return item;
    }

    private boolean isNeverNull(ColumnEntry column) {
        return column.notNull
                || (folding.store.get(column.type.object()) instanceof TypeEntry domain && domain.notNull);
    }

    // ---- joins

    private Part join(JoinExpr join, QueryScope scope) {
        List<Visible> before = List.copyOf(scope.names());
        Part left = join.larg() == null ? new Part(List.of(), List.of()) : part(join.larg(), scope);
        boolean allowed = join.jointype() == JoinType.JOIN_INNER || join.jointype() == JoinType.JOIN_LEFT;
        scope.names().addAll(lateral(left.names(), allowed));
        Part right = join.rarg() == null ? new Part(List.of(), List.of()) : part(join.rarg(), scope);
        scope.setNames(before);
        requireDistinct(left.names(), right.names());
        List<Visible> both = new ArrayList<>(left.names());
        both.addAll(right.names());
        List<Item> relations = new ArrayList<>(left.relations());
        relations.addAll(right.relations());
        JoinColumns columns = new JoinColumns(analysis, join, left.names(), right.names());
        columns.compareUsing();
        on(join.quals(), both, scope);
        makeNullable(join.jointype(), left, right);
        return named(join, columns, both, relations, scope);
    }

    private void on(@Nullable Node condition, List<Visible> names, QueryScope scope) {
        if (condition == null) {
            return;
        }
        List<Visible> before = List.copyOf(scope.names());
        scope.setNames(names);
        QueryBinder.in(Clause.ON, scope, () -> expressions.condition(condition, scope, "JOIN/ON"));
        scope.setNames(before);
    }

    private static void makeNullable(JoinType type, Part left, Part right) {
        if (type == JoinType.JOIN_LEFT || type == JoinType.JOIN_FULL) {
            right.relations().forEach(item -> item.nullable = true);
        }
        if (type == JoinType.JOIN_RIGHT || type == JoinType.JOIN_FULL) {
            left.relations().forEach(item -> item.nullable = true);
        }
    }

    /** What can be named of a join: under an alias only the join, else its parts; merged columns once. */
    private Part named(JoinExpr join, JoinColumns columns, List<Visible> both, List<Item> relations, QueryScope scope) {
        boolean aliased = join.alias() != null && join.alias().aliasname() != null;
        List<Visible> names = new ArrayList<>();
        if (aliased) {
            Item item = item(
                    analysis,
                    join.alias(),
                    "",
                    Kind.JOIN,
                    join,
                    columns.all(),
                    both.stream().anyMatch(one -> one.item().open));
            scope.addHidden(item);
            names.add(new Visible(item, true, true, false, true));
        } else if (columns.isMerged()) {
            Item item = new Item(
                    "",
                    null,
                    Kind.JOIN,
                    join,
                    0,
                    columns.all(),
                    both.stream().anyMatch(one -> one.columns() && one.item().open));
            both.forEach(one -> names.add(one.withoutColumns()));
            scope.addHidden(item);
            names.add(new Visible(item, false, true, false, true));
        } else {
            names.addAll(both);
        }
        if (join.joinUsingAlias() != null) {
            Item using = item(analysis, join.joinUsingAlias(), "", Kind.JOIN, join, columns.merged(), false);
            scope.addHidden(using);
            names.add(new Visible(using, true, false, false, true));
        }
        return new Part(names, relations);
    }

    /** checkNameSpaceConflicts. */
    private void requireDistinct(List<Visible> one, List<Visible> other) {
        Set<String> seen = new LinkedHashSet<>();
        for (Visible first : one) {
            for (Visible second : other) {
                Item item = first.item();
                boolean same = first.byName()
                        && second.byName()
                        && item.name.equals(second.item().name)
                        && !(item.relation != 0
                                && second.item().relation != 0
                                && item.schema != null
                                && second.item().schema != null
                                && item.relation != second.item().relation);
                if (same && !item.name.isEmpty() && seen.add(item.name)) {
                    analysis.fault("42712", "table name \"" + item.name + "\" specified more than once", item.name, -1);
                }
            }
        }
    }
}
