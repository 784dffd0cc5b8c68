package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the relations that a query level reads or writes. */
public final class BoundRelation {
    private final String alias;
    private final Kind kind;
    private final @Nullable QualifiedName name;
    private final @Nullable Node node;
    private final List<BoundColumn> columns;
    private final boolean complete;
    private final boolean nullable;

    /** What kinds there are. */
    public enum Kind {
        /** A table, partitioned or foreign table. */
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        /** A relation of PostgreSQL's own. */
        SYSTEM,
        /** A query of WITH. */
        WITH_QUERY,
        SUBQUERY,
        VALUES,
        FUNCTION,
        /** A join with an alias, or the merged columns of one with USING. */
        JOIN,
        /** Nobody knows: nothing that was read makes it. */
        UNKNOWN
    }

    BoundRelation(
            String alias,
            Kind kind,
            @Nullable QualifiedName name,
            @Nullable Node node,
            List<BoundColumn> columns,
            boolean complete,
            boolean nullable) {
        this.alias = alias;
        this.kind = kind;
        this.name = name;
        this.node = node;
        this.columns = List.copyOf(columns);
        this.complete = complete;
        this.nullable = nullable;
    }

    /** The name by which the query knows it. */
    public String alias() {
        return alias;
    }

    public Kind kind() {
        return kind;
    }

    /** Of a table or view that is known. */
    public Optional<QualifiedName> name() {
        return Optional.ofNullable(name);
    }

    /** The item of FROM. */
    public @Nullable Node node() {
        return node;
    }

    public List<BoundColumn> columns() {
        return columns;
    }

    public Optional<BoundColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Whether there are no columns but the known ones. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether an outer join may give a row without it, all of whose columns are then NULL. */
    public boolean isNullable() {
        return nullable;
    }
}
