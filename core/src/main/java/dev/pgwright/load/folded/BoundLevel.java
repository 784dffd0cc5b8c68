package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SELECT, INSERT, UPDATE, DELETE or MERGE of a query; of a UNION each branch, and the whole, is one. */
public final class BoundLevel {
    private final Node node;
    private final @Nullable BoundLevel outer;
    private final List<BoundRelation> relations;
    private final @Nullable BoundRelation target;
    private final List<BoundColumn> columns;
    private final boolean complete;
    private final boolean aggregated;

    BoundLevel(
            Node node,
            @Nullable BoundLevel outer,
            List<BoundRelation> relations,
            @Nullable BoundRelation target,
            List<BoundColumn> columns,
            boolean complete,
            boolean aggregated) {
        this.node = node;
        this.outer = outer;
        this.relations = List.copyOf(relations);
        this.target = target;
        this.columns = List.copyOf(columns);
        this.complete = complete;
        this.aggregated = aggregated;
    }

    public Node node() {
        return node;
    }

    /** The level around it, whose names it can use if it stands in an expression or is LATERAL. */
    public Optional<BoundLevel> outer() {
        return Optional.ofNullable(outer);
    }

    /** The relations in FROM with those in its joins, in the order in which they are written, the one written first. */
    public List<BoundRelation> relations() {
        return relations;
    }

    /** The table that it writes. */
    public Optional<BoundRelation> target() {
        return Optional.ofNullable(target);
    }

    /** What it gives. */
    public List<BoundColumn> columns() {
        return columns;
    }

    /** Whether all that it gives is known. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether it gives one row for many: it has aggregates. */
    public boolean isAggregated() {
        return aggregated;
    }
}
