package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a query means for a schema: its names and types as PostgreSQL resolves them. What the schema does not tell is
 * unknown, never wrong. Nodes are those of the tree that was bound, by identity.
 */
public final class BoundQuery {
    private final Node tree;
    private final List<BoundLevel> levels;
    private final Map<Node, BoundLevel> levelOf;
    private final Map<ColumnRef, Meaning> meanings;
    private final Map<Node, ValueType> types;
    private final Map<A_Expr, Comparison> comparisons;
    private final Map<Node, Integer> positions;
    private final Map<Node, Function> functions;
    private final List<QueryFault> faults;

    /**
     * What a column reference means.
     *
     * @param level the level whose relation it is
     * @param column null for a whole row
     */
    public record Meaning(
            BoundLevel level,
            BoundRelation relation,
            @Nullable BoundColumn column) {}

    /**
     * What an operator takes.
     *
     * @param left the type that the left operand is turned into, null where it stays as it is or nothing is known
     * @param leftCast whether that takes a cast that an index on the operand does not serve
     */
    public record Comparison(
            @Nullable ValueType left, @Nullable ValueType right, boolean leftCast, boolean rightCast) {}

    /**
     * A function that a call means.
     *
     * @param builtin whether it is PostgreSQL's own
     * @param volatility i, s or v as in {@code pg_proc}
     */
    public record Function(boolean builtin, boolean aggregate, boolean set, char volatility) {}

    BoundQuery(
            Node tree,
            List<BoundLevel> levels,
            Map<ColumnRef, Meaning> meanings,
            Map<Node, ValueType> types,
            Map<A_Expr, Comparison> comparisons,
            Map<Node, Integer> positions,
            Map<Node, Function> functions,
            List<QueryFault> faults) {
        this.tree = tree;
        this.levels = List.copyOf(levels);
        this.levelOf = new IdentityHashMap<>();
        levels.forEach(level -> levelOf.put(level.node(), level));
        this.meanings = meanings;
        this.types = types;
        this.comparisons = comparisons;
        this.positions = positions;
        this.functions = functions;
        this.faults = List.copyOf(faults);
    }

    public Node tree() {
        return tree;
    }

    /** All levels, outer before inner. */
    public List<BoundLevel> levels() {
        return levels;
    }

    /** The level of a SELECT, INSERT, UPDATE, DELETE or MERGE of the tree. */
    public Optional<BoundLevel> level(Node query) {
        return Optional.ofNullable(levelOf.get(query));
    }

    /** What the whole query gives. */
    public List<BoundColumn> columns() {
        return level(tree).map(BoundLevel::columns).orElse(List.of());
    }

    /** Whether all that the query gives is known. */
    public boolean isComplete() {
        return level(tree).map(BoundLevel::isComplete).orElse(false);
    }

    /** Empty for what is not known, and for a name of the result in ORDER BY. */
    public Optional<Meaning> meaning(ColumnRef reference) {
        return Optional.ofNullable(meanings.get(reference));
    }

    /** The same of any expression; empty for what is no column. */
    public Optional<Meaning> meaning(@Nullable Node expression) {
        return expression instanceof ColumnRef reference ? meaning(reference) : Optional.empty();
    }

    /** The type of an expression, that of an untyped literal being what it gets where it stands. */
    public Optional<ValueType> type(@Nullable Node expression) {
        return expression == null ? Optional.empty() : Optional.ofNullable(types.get(expression));
    }

    /** What the operator of an expression takes; of IN and BETWEEN that of the first comparison. */
    public Optional<Comparison> comparison(A_Expr operation) {
        return Optional.ofNullable(comparisons.get(operation));
    }

    /** Which column of the result, counted from 0, an item of ORDER BY, GROUP BY or DISTINCT ON is. */
    public OptionalInt position(Node item) {
        Integer position = positions.get(item);
        return position == null ? OptionalInt.empty() : OptionalInt.of(position);
    }

    /** The function that is called; empty when it is not known. */
    public Optional<Function> function(FuncCall call) {
        return Optional.ofNullable(functions.get(call));
    }

    /** Where an expression starts in the text that was parsed, as the server counts it; -1 where that is not kept. */
    public static int location(@Nullable Node expression) {
        return Analysis.location(expression);
    }

    /** Why the server would refuse it; the first is what it would say. */
    public List<QueryFault> faults() {
        return faults;
    }
}
