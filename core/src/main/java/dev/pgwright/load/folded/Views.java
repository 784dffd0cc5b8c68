package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.RelationEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.ExecuteStmt;
import dev.pgwright.sql.tree.IntoClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ViewCheckOption;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes views, materialized views and tables from queries. */
final class Views {
    private final Folding folding;
    private final Store store;
    private final Columns columns;

    Views(Folding folding, Columns columns) {
        this.folding = folding;
        this.store = folding.store;
        this.columns = columns;
    }

    void create(ViewStmt statement) {
        if (statement.view() == null || statement.query() == null) {
            return;
        }
        QueryBinder binder = new QueryBinder(folding, false);
        List<Column> found =
                FromBinder.renamed(binder.query(statement.query(), null), Nodes.names(statement.aliases()));
        requireDistinct(found);
        QualifiedName name = folding.scope().created(statement.view());
        if (!name.schema().equals(Scope.TEMPORARY) && readsTemporary(binder)) {
            if (statement.view().schemaname() != null) {
                throw Refusal.refused(name.name(), "cannot create temporary relation in non-temporary schema");
            }
            name = QualifiedName.of(Scope.TEMPORARY, name.name());
        }
        Entry existing = store.get(store.relationNames().getOrDefault(name, 0));
        RelationEntry view;
        if (existing == null) {
            folding.requireFreeType(name);
            view = new RelationEntry(store.nextOid(), name, Kind.VIEW);
            store.add(view);
        } else if (!statement.replace()) {
            throw Refusal.duplicate(name.name(), "relation \"" + name.name() + "\" already exists");
        } else if (existing instanceof RelationEntry relation && relation.kind == Kind.VIEW) {
            requireCompatible(relation, found);
            view = store.touch(relation);
        } else {
            throw Refusal.refused(name.name(), "\"" + name.name() + "\" is not a view");
        }
        for (int i = view.columns.size(); i < found.size(); i++) {
            view.columns.add(column(view, found.get(i)));
        }
        view.query = binder.expression(statement.query());
        view.source = folding.statementText();
        view.parameters = new TreeMap<>(Options.parameters(statement.options()));
        if (statement.withCheckOption() != ViewCheckOption.NO_CHECK_OPTION) {
            view.parameters.put(
                    "check_option",
                    statement.withCheckOption() == ViewCheckOption.LOCAL_CHECK_OPTION ? "local" : "cascaded");
        }
        depend(view, binder);
    }

    private boolean readsTemporary(QueryBinder binder) {
        return binder.bound().values().stream()
                .anyMatch(target ->
                        store.get(target.object()) instanceof RelationEntry relation && relation.isTemporary());
    }

    private static void requireDistinct(List<Column> columns) {
        List<String> seen = new ArrayList<>();
        for (Column column : columns) {
            if (seen.contains(column.name)) {
                throw Refusal.duplicate(column.name, "column \"" + column.name + "\" specified more than once");
            }
            seen.add(column.name);
        }
    }

    /** checkViewColumns of PostgreSQL's view.c. */
    private void requireCompatible(RelationEntry view, List<Column> columns) {
        if (columns.size() < view.columns.size()) {
            throw Refusal.refused(view.name.name(), "cannot drop columns from view");
        }
        for (int i = 0; i < view.columns.size(); i++) {
            ColumnEntry before = view.columns.get(i);
            Column now = columns.get(i);
            if (!before.name.equals(now.name)) {
                throw Refusal.refused(
                        before.name,
                        "cannot change name of view column \"" + before.name + "\" to \"" + now.name + "\"");
            }
            TypeRef type = now.type;
            if (type != null && type.known() && before.type.known()) {
                String from = folding.types.shown(before.type);
                String to = folding.types.shown(type);
                if (!from.equals(to)) {
                    throw Refusal.refused(
                            before.name,
                            "cannot change data type of view column \"" + before.name + "\" from " + from + " to "
                                    + to);
                }
            }
        }
    }

    private static ColumnEntry column(RelationEntry relation, Column column) {
        TypeRef type = column.type;
        return new ColumnEntry(relation.nextColumn++, column.name, type == null ? TypeRef.unknown("unknown") : type);
    }

    private void depend(RelationEntry view, QueryBinder binder) {
        List<Dependency> dependencies = new ArrayList<>();
        for (Target target : binder.bound().values()) {
            Dependency dependency = new Dependency(target.object(), target.column(), 0, Dependency.Strength.NORMAL);
            if (target.object() != 0 && target.object() != view.oid && !dependencies.contains(dependency)) {
                dependencies.add(dependency);
            }
        }
        store.setDependencies(view, dependencies);
    }

    void createTableAs(CreateTableAsStmt statement) {
        IntoClause into = statement.into();
        if (into == null || into.rel() == null || statement.query() == null) {
            return;
        }
        boolean materialized = statement.objtype() == ObjectType.OBJECT_MATVIEW;
        create(into, statement.query(), materialized, statement.ifNotExists());
    }

    /** Of CREATE TABLE AS, CREATE MATERIALIZED VIEW and SELECT INTO. */
    void create(IntoClause into, Node query, boolean materialized, boolean ifNotExists) {
        RangeVar target = into.rel();
        if (target == null) {
            return;
        }
        QualifiedName name = folding.scope().created(target);
        if (ifNotExists && store.relationNames().containsKey(name)) {
            return;
        }
        folding.requireFreeRelation(name);
        folding.requireFreeType(name);
        if (query instanceof ExecuteStmt) {
            throw Refusal.notFollowed(name.name(), "the columns of a prepared statement are not known here");
        }
        QueryBinder binder = new QueryBinder(folding, false);
        List<Column> found = FromBinder.renamed(binder.query(query, null), Nodes.names(into.colNames()));
        requireDistinct(found);
        if (materialized && readsTemporary(binder)) {
            throw Refusal.refused(name.name(), "materialized views must not use temporary tables or views");
        }
        RelationEntry relation =
                new RelationEntry(store.nextOid(), name, materialized ? Kind.MATERIALIZED : Kind.TABLE);
        relation.unlogged = "u".equals(target.relpersistence());
        relation.parameters = new TreeMap<>(Options.parameters(into.options()));
        relation.tablespace = into.tableSpaceName();
        relation.accessMethod = "heap".equals(into.accessMethod()) ? null : into.accessMethod();
        store.add(relation);
        for (Column one : found) {
            ColumnEntry column = column(relation, one);
            relation.columns.add(column);
            columns.dependOnType(relation, column);
            if (!materialized && one.type == null) {
                folding.notFollowed(
                        one.name,
                        "the type of column \"" + one.name + "\" of relation \"" + name.name()
                                + "\" is not known here");
            }
        }
        if (materialized) {
            relation.query = binder.expression(query);
            relation.source = folding.statementText();
            relation.populated = !into.skipData();
            depend(relation, binder);
        }
    }
}
