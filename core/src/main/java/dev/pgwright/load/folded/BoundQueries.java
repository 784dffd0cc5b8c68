package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Analysis.Reference;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of an analysis what does not change any more. */
final class BoundQueries {
    private final Folding folding;
    private final Analysis analysis;
    private final Map<Item, BoundRelation> relations = new IdentityHashMap<>();
    private final Map<QueryScope, BoundLevel> levels = new IdentityHashMap<>();

    private BoundQueries(Folding folding, Analysis analysis) {
        this.folding = folding;
        this.analysis = analysis;
    }

    /** Binds a query. Never throws, whatever the tree. */
    static BoundQuery bind(Folding folding, Node query, OutsideNames outside, boolean deducesParameters) {
        List<QueryFault> faults = new ArrayList<>();
        Analysis analysis = new Analysis(folding, outside, deducesParameters, faults::add);
        outside.given().forEach((number, value) -> {
            TypeRef type = PlpgsqlCast.source(folding, value);
            if (type != null) {
                analysis.parameters.put(number, type);
            }
        });
        QueryBinder binder = new QueryBinder(analysis, false);
        binder.query(query, null);
        analysis.requireParameters();
        return new BoundQueries(folding, analysis).made(query, binder, faults);
    }

    private BoundQuery made(Node query, QueryBinder binder, List<QueryFault> faults) {
        List<BoundLevel> all = new ArrayList<>();
        analysis.scopes.forEach(scope -> all.add(level(scope, binder)));
        Map<ColumnRef, BoundQuery.Meaning> meanings = new IdentityHashMap<>();
        analysis.references.forEach((reference, meaning) -> meanings.put(reference, meaning(meaning, binder)));
        Map<Node, ValueType> types = new IdentityHashMap<>();
        analysis.types.forEach((node, type) -> {
            ValueType value = type(type);
            if (value != null) {
                types.put(node, value);
            }
        });
        Map<A_Expr, BoundQuery.Comparison> comparisons = new IdentityHashMap<>();
        analysis.comparisons.forEach((operation, found) -> comparisons.put(operation, comparison(operation, found)));
        Map<Node, BoundQuery.Function> functions = new IdentityHashMap<>();
        analysis.functions.forEach((call, signature) -> functions.put(
                call,
                new BoundQuery.Function(
                        signature.routine() == 0, signature.kind() == 'a', signature.set(), signature.volatility())));
        return new BoundQuery(
                query, all, meanings, types, comparisons, new IdentityHashMap<>(analysis.positions), functions, faults);
    }

    private BoundQuery.Meaning meaning(Reference reference, QueryBinder binder) {
        Column column = reference.column();
        return new BoundQuery.Meaning(
                level(reference.scope(), binder),
                relation(reference.item()),
                column == null ? null : column(column, column.isNeverNull()));
    }

    private BoundLevel level(QueryScope scope, QueryBinder binder) {
        BoundLevel made = levels.get(scope);
        if (made == null) {
            Node node = scope.node();
            if (node == null) {
                throw new IllegalStateException("a level without a query");
            }
            List<BoundRelation> own = new ArrayList<>();
            scope.items().forEach(item -> own.add(relation(item)));
            List<BoundColumn> columns = new ArrayList<>();
            analysis.outputs
                    .getOrDefault(scope, List.of())
                    .forEach(column -> columns.add(column(column, column.neverNull)));
            made = new BoundLevel(
                    node,
                    scope.outer() == null ? null : level(scope.outer(), binder),
                    own,
                    scope.target == null ? null : relation(scope.target),
                    columns,
                    binder.isComplete(node),
                    scope.aggregated);
            levels.put(scope, made);
        }
        return made;
    }

    private BoundRelation relation(Item item) {
        BoundRelation made = relations.get(item);
        if (made == null) {
            List<BoundColumn> columns = new ArrayList<>();
            item.columns.forEach(column -> columns.add(column(column, column.isNeverNull())));
            Entry entry = item.relation == 0 ? null : folding.store.get(item.relation);
            made = new BoundRelation(
                    item.name,
                    item.kind,
                    entry == null ? null : entry.name,
                    item.node,
                    columns,
                    !item.open,
                    item.nullable);
            relations.put(item, made);
        }
        return made;
    }

    private BoundColumn column(Column column, boolean neverNull) {
        RelationEntry base = folding.store.get(column.relation) instanceof RelationEntry relation ? relation : null;
        ColumnEntry entry = base == null ? null : base.column(column.number);
        return new BoundColumn(
                column.name,
                type(column.type),
                base == null ? null : base.name,
                entry == null ? null : entry.name,
                neverNull);
    }

    private @Nullable ValueType type(@Nullable TypeRef type) {
        if (type == null || !analysis.rules.isKnown(type) || TypeRules.isUntyped(type)) {
            return null;
        }
        Entry made = folding.store.get(type.object());
        return new ValueType(
                made == null ? type.name() : made.name.name(),
                made == null ? null : made.name,
                type.array(),
                type.modifier().isEmpty() ? analysis.rules.shown(type) : folding.types.shown(type),
                analysis.rules.category(type));
    }

    private BoundQuery.Comparison comparison(A_Expr operation, OperatorResolver.Found found) {
        return new BoundQuery.Comparison(
                type(found.left()),
                type(found.right()),
                isCast(operation.lexpr(), found.left()),
                isCast(operation.rexpr(), found.right()));
    }

    private boolean isCast(@Nullable Node operand, @Nullable TypeRef taken) {
        TypeRef own = operand == null ? null : analysis.types.get(operand);
        return own != null
                && taken != null
                && analysis.rules.isKnown(own)
                && !TypeRules.isPolymorphic(taken)
                && !analysis.rules.isBinaryCoercible(own, taken);
    }
}
