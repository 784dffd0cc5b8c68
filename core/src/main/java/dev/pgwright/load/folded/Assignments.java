package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryScope.Clause;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MultiAssignRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetToDefault;
import dev.pgwright.sql.tree.SubLink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that are given values, and whether these fit (parse_target.c of PostgreSQL 18). */
final class Assignments {
    private final Analysis analysis;
    private final QueryBinder queries;
    private final ExpressionBinder expressions;

    /**
     * A column that is given a value.
     *
     * @param column null when nothing is known of it
     * @param part whether only a field or an element of it is given
     */
    record Place(String name, @Nullable ColumnEntry column, boolean part, int location) {}

    Assignments(Analysis analysis, QueryBinder queries, ExpressionBinder expressions) {
        this.analysis = analysis;
        this.queries = queries;
        this.expressions = expressions;
    }

    private @Nullable RelationEntry target(QueryScope scope) {
        Item target = scope.target;
        return target != null && analysis.folding.store.get(target.relation) instanceof RelationEntry relation
                ? relation
                : null;
    }

    /** The column of the table that is written; null, and said, when there is none. */
    @Nullable ColumnEntry requireColumn(String name, QueryScope scope) {
        RelationEntry relation = target(scope);
        if (relation == null) {
            return null;
        }
        ColumnEntry column = relation.column(name);
        if (column == null) {
            analysis.fault("42703", "column \"" + name + "\" does not exist", name, -1);
        }
        return column;
    }

    private @Nullable ColumnEntry written(String name, int location, QueryScope scope) {
        RelationEntry relation = target(scope);
        if (relation == null) {
            return null;
        }
        ColumnEntry column = relation.column(name);
        if (column == null) {
            analysis.fault("42703", Folding.described(relation, name) + " does not exist", name, location);
        } else {
            analysis.bound.put(new PgList(List.of()), new Expression.Target(relation.oid, column.number));
        }
        return column;
    }

    /** The columns of INSERT: those it names, or all. */
    List<@Nullable Place> places(List<Node> named, QueryScope scope) {
        List<@Nullable Place> places = new ArrayList<>();
        RelationEntry relation = target(scope);
        if (named.isEmpty()) {
            if (relation != null) {
                relation.columns.forEach(column -> places.add(new Place(column.name, column, false, -1)));
            }
            return places;
        }
        Set<String> whole = new HashSet<>();
        for (Node node : named) {
            if (!(node instanceof ResTarget column)) {
                continue;
            }
            String name = Scope.text(column.name());
            boolean part = !column.indirection().isEmpty();
            ColumnEntry entry = written(name, column.location(), scope);
            if (!part && !whole.add(name)) {
                analysis.fault("42701", "column \"" + name + "\" specified more than once", name, column.location());
            }
            places.add(new Place(name, entry, part, column.location()));
        }
        return places;
    }

    private boolean isKnownTarget(InsertStmt insert, QueryScope scope) {
        return !insert.cols().isEmpty() || target(scope) != null;
    }

    /** The rows of VALUES. */
    void assignRows(
            InsertStmt insert, SelectStmt values, List<@Nullable Place> places, boolean overriding, QueryScope scope) {
        Integer width = null;
        boolean same = true;
        for (Node row : values.valuesLists()) {
            int size = row instanceof PgList list ? list.items().size() : 0;
            same &= width == null || width == size;
            width = size;
        }
        if (!same) {
            analysis.fault("42601", "VALUES lists must all be the same length", "", -1);
            return;
        }
        for (Node row : values.valuesLists()) {
            if (row instanceof PgList list) {
                if (isKnownTarget(insert, scope)) {
                    assignRow(!insert.cols().isEmpty(), list.items(), places, overriding, scope);
                } else {
                    QueryBinder.in(Clause.VALUES, scope, () -> expressions.all(list.items(), scope));
                }
            }
        }
    }

    void assignRow(
            boolean named, List<Node> values, List<@Nullable Place> places, boolean overriding, QueryScope scope) {
        QueryBinder.in(
                Clause.VALUES,
                scope,
                () -> values.stream()
                        .filter(value -> !(value instanceof SetToDefault))
                        .forEach(value -> expressions.of(value, scope)));
        if (!isCountRight(values.size(), places.size(), named)) {
            return;
        }
        for (int i = 0; i < Math.min(values.size(), places.size()); i++) {
            Place place = places.get(i);
            if (place != null && !(values.get(i) instanceof SetToDefault)) {
                assign(place, values.get(i), analysis.types.get(values.get(i)));
                requireInsertable(place, overriding);
            }
        }
    }

    private boolean isCountRight(int values, int places, boolean named) {
        if (values > places) {
            analysis.fault("42601", "INSERT has more expressions than target columns", "", -1);
            return false;
        }
        if (named && values < places) {
            analysis.fault("42601", "INSERT has more target columns than expressions", "", -1);
            return false;
        }
        return true;
    }

    /** The columns of a query. */
    void assignColumns(
            InsertStmt insert,
            SelectStmt select,
            List<@Nullable Place> places,
            List<Column> given,
            boolean complete,
            boolean overriding) {
        if (!complete
                || (places.isEmpty() && insert.cols().isEmpty())
                || !isCountRight(given.size(), places.size(), !insert.cols().isEmpty())) {
            return;
        }
        List<Node> targets = select.targetList();
        for (int i = 0; i < given.size(); i++) {
            Place place = places.get(i);
            if (place == null) {
                continue;
            }
            boolean own = targets.size() == given.size() && targets.get(i) instanceof ResTarget;
            Node value = own && targets.get(i) instanceof ResTarget target ? target.val() : null;
            assign(place, value, given.get(i).type);
            requireInsertable(place, overriding);
        }
    }

    private void requireInsertable(Place place, boolean overriding) {
        ColumnEntry column = place.column();
        if (column == null) {
            return;
        }
        boolean generated = column.generation != ColumnEntry.Generation.NONE;
        if (generated || (column.identityAlways && column.identitySequence != 0 && !overriding)) {
            analysis.fault(
                    "428C9",
                    "cannot insert a non-DEFAULT value into column \"" + place.name() + "\"",
                    place.name(),
                    -1);
        }
    }

    private void assign(Place place, @Nullable Node value, @Nullable TypeRef type) {
        ColumnEntry column = place.column();
        if (column == null || place.part() || type == null || !column.type.known()) {
            return;
        }
        boolean fits = value == null
                ? TypeRules.isUntyped(type)
                        || !analysis.rules.isKnown(type)
                        || !analysis.rules.isKnown(column.type)
                        || analysis.rules.coerces(type, column.type, 'a')
                : expressions.expect(value, type, column.type, 'a');
        if (!fits && !analysis.folding.unknowns.mayHaveOthers()) {
            analysis.fault(
                    "42804",
                    "column \"" + place.name() + "\" is of type " + analysis.shown(column.type)
                            + " but expression is of type " + analysis.shown(type),
                    place.name(),
                    value == null ? place.location() : Analysis.location(value));
        }
    }

    // ---- SET

    void set(List<Node> targets, QueryScope scope) {
        Map<Node, List<@Nullable TypeRef>> sources = new IdentityHashMap<>();
        QueryBinder.in(Clause.SET, scope, () -> {
            for (Node node : targets) {
                if (node instanceof ResTarget target && target.val() != null) {
                    value(target.val(), sources, scope);
                }
            }
        });
        Set<String> whole = new HashSet<>();
        List<Place> repeated = new ArrayList<>();
        for (Node node : targets) {
            if (!(node instanceof ResTarget target) || target.val() == null) {
                continue;
            }
            String name = Scope.text(target.name());
            boolean part = !target.indirection().isEmpty();
            Place place = new Place(name, written(name, target.location(), scope), part, target.location());
            if (!part && !whole.add(name)) {
                repeated.add(place);
            }
            Node value = target.val();
            if (value instanceof MultiAssignRef multi && multi.source() != null) {
                List<@Nullable TypeRef> types = sources.getOrDefault(multi.source(), List.of());
                Node each = multi.source() instanceof RowExpr row
                                && multi.colno() <= row.args().size()
                        ? row.args().get(multi.colno() - 1)
                        : null;
                if (multi.colno() <= types.size()) {
                    assign(place, each, types.get(multi.colno() - 1));
                }
            } else if (!(value instanceof SetToDefault)) {
                assign(place, value, analysis.types.get(value));
                requireUpdatable(place);
            }
        }
        for (Place place : repeated) {
            analysis.fault("42601", "multiple assignments to same column \"" + place.name() + "\"", place.name(), -1);
        }
    }

    private void requireUpdatable(Place place) {
        ColumnEntry column = place.column();
        boolean always = column != null
                && (column.generation != ColumnEntry.Generation.NONE
                        || (column.identityAlways && column.identitySequence != 0));
        if (always) {
            analysis.fault("428C9", "column \"" + place.name() + "\" can only be updated to DEFAULT", place.name(), -1);
        }
    }

    private void value(Node value, Map<Node, List<@Nullable TypeRef>> sources, QueryScope scope) {
        if (!(value instanceof MultiAssignRef multi) || multi.source() == null) {
            if (!(value instanceof SetToDefault)) {
                expressions.of(value, scope);
            }
            return;
        }
        Node source = multi.source();
        if (sources.containsKey(source)) {
            return;
        }
        List<@Nullable TypeRef> types = new ArrayList<>();
        sources.put(source, types);
        int given;
        if (source instanceof RowExpr row) {
            row.args().forEach(one -> types.add(one instanceof SetToDefault ? null : expressions.of(one, scope)));
            given = row.args().size();
        } else if (source instanceof SubLink link && link.subselect() != null) {
            queries.query(link.subselect(), scope, true).forEach(column -> types.add(column.type));
            given = queries.isComplete(link.subselect()) ? types.size() : multi.ncolumns();
        } else {
            expressions.of(source, scope);
            given = multi.ncolumns();
        }
        if (given != multi.ncolumns()) {
            analysis.fault("42601", "number of columns does not match number of values", "", Analysis.location(source));
        }
    }
}
