package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One query level while it is analysed: the relations that its expressions can name, and those of the levels around it. */
final class QueryScope {
    private final @Nullable QueryScope outer;
    private final @Nullable Node node;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, WithQuery> withQueries = new HashMap<>();
    private List<Visible> names = new ArrayList<>();

    /** Whether what stands to the left in FROM can be named. */
    boolean lateral;

    Clause clause = Clause.OTHER;
    boolean aggregated;

    /** Whether a function is called that may be an aggregate, for all that is known. */
    boolean perhapsAggregated;

    /** The table that the statement writes. */
    @Nullable Item target;

    /** Where an expression stands, as far as it matters what may stand there. */
    enum Clause {
        WHERE("WHERE"),
        ON("JOIN conditions"),
        FROM("functions in FROM"),
        GROUP_BY("GROUP BY"),
        SET("UPDATE"),
        VALUES("VALUES"),
        RETURNING("RETURNING"),
        LIMIT("LIMIT"),
        OTHER("");

        final String words;

        Clause(String words) {
            this.words = words;
        }
    }

    /** A column of a relation in FROM, or of a result. */
    static final class Column {
        final String name;

        /** Null when it is not known. */
        final @Nullable TypeRef type;

        /** The number of the relation that it is a column of, 0 for none. */
        final int relation;

        final int number;

        /** Whether no row has a NULL in it, outer joins of its own level not counted. */
        final boolean neverNull;

        /** The relation in FROM that it is a column of; null while it is none's. */
        final @Nullable Item owner;

        Column(String name, @Nullable TypeRef type, int relation, int number, boolean neverNull, @Nullable Item owner) {
            this.name = name;
            this.type = type;
            this.relation = relation;
            this.number = number;
            this.neverNull = neverNull;
            this.owner = owner;
        }

        static Column computed(String name, @Nullable TypeRef type) {
            return new Column(name, type, 0, 0, false, null);
        }

        Column named(String other) {
            return new Column(other, type, relation, number, neverNull, owner);
        }

        Column typed(@Nullable TypeRef other) {
            return new Column(name, other, relation, number, neverNull, owner);
        }

        Column of(@Nullable Item item, boolean neverNullNow) {
            return new Column(name, type, relation, number, neverNullNow, item);
        }

        /** Whether no row that its own level sees has a NULL in it. */
        boolean isNeverNull() {
            return neverNull && (owner == null || !owner.nullable);
        }
    }

    /** One of the relations in FROM, or what a join makes of two. */
    static final class Item {
        final String name;

        /** Of a relation without an alias, null otherwise. */
        final @Nullable String schema;

        final BoundRelation.Kind kind;
        final @Nullable Node node;

        /** The number of the relation that it is, 0 for none. */
        final int relation;

        final List<Column> columns = new ArrayList<>();

        /** Whether it may have columns that are not known. */
        final boolean open;

        /** Of what has a row type of its own; null where that is not known, or a record. */
        @Nullable TypeRef rowType;

        /** Whether an outer join may make all of its columns NULL. */
        boolean nullable;

        /** Of a join: whether its columns are what they are in its members. */
        final boolean join;

        Item(
                String name,
                @Nullable String schema,
                BoundRelation.Kind kind,
                @Nullable Node node,
                int relation,
                List<Column> columns,
                boolean open) {
            this.name = name;
            this.schema = schema;
            this.kind = kind;
            this.node = node;
            this.relation = relation;
            this.open = open;
            this.join = kind == BoundRelation.Kind.JOIN;
            for (Column column : columns) {
                this.columns.add(join ? column : column.of(this, column.isNeverNull()));
            }
        }

        /** A plain relation of these columns. */
        Item(String name, @Nullable String schema, List<Column> columns, boolean open) {
            this(name, schema, BoundRelation.Kind.TABLE, null, 0, columns, open);
        }

        List<Column> columns(String columnName) {
            return columns.stream()
                    .filter(column -> column.name.equals(columnName))
                    .toList();
        }
    }

    /** A relation with what of it can be named where (ParseNamespaceItem). */
    record Visible(Item item, boolean byName, boolean columns, boolean lateralOnly, boolean lateralAllowed) {
        Visible as(boolean only, boolean allowed) {
            return new Visible(item, byName, columns, only, allowed);
        }

        Visible withoutColumns() {
            return new Visible(item, byName, false, lateralOnly, lateralAllowed);
        }
    }

    /** A query of WITH; the columns are null until they are known. */
    static final class WithQuery {
        @Nullable List<Column> columns;

        boolean open;
    }

    QueryScope(@Nullable QueryScope outer) {
        this(outer, null);
    }

    /** @param node the SELECT, INSERT, UPDATE, DELETE or MERGE */
    QueryScope(@Nullable QueryScope outer, @Nullable Node node) {
        this.outer = outer;
        this.node = node;
    }

    @Nullable QueryScope outer() {
        return outer;
    }

    @Nullable Node node() {
        return node;
    }

    /** Adds a relation, all of which can be named. */
    void add(Item item) {
        items.add(item);
        names.add(new Visible(item, true, true, false, true));
    }

    /** Adds a relation that other entries give the names of. */
    void addHidden(Item item) {
        items.add(item);
    }

    /** All relations, in the order in which they are written. */
    List<Item> items() {
        return items;
    }

    List<Visible> names() {
        return names;
    }

    void setNames(List<Visible> visible) {
        names = new ArrayList<>(visible);
    }

    void define(String name, WithQuery query) {
        withQueries.put(name, query);
    }

    @Nullable WithQuery withQuery(String name) {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            WithQuery query = scope.withQueries.get(name);
            if (query != null) {
                return query;
            }
        }
        return null;
    }

    boolean isVisible(Visible visible) {
        return !visible.lateralOnly() || lateral;
    }

    /** Whether some relation may have columns that are not known. */
    boolean isOpen() {
        for (QueryScope scope = this; scope != null; scope = scope.outer) {
            if (scope.names.stream().anyMatch(one -> one.item().open)) {
                return true;
            }
        }
        return false;
    }
}
