package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Clause;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.load.folded.QueryScope.Visible;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Indirection;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetOperation;
import dev.pgwright.sql.tree.SetToDefault;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.WindowDef;
import dev.pgwright.sql.tree.WithClause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what the names in one query mean, and which columns of which types it gives (analyze.c of PostgreSQL 18). */
final class QueryBinder {
    private final Analysis analysis;
    private final NameBinder names;
    private final ExpressionBinder expressions;
    private final FromBinder from;
    private final WithBinder withs;
    private final OutputBinder outputs;
    private final ChangeBinder changes;

    /** Whether a query whose columns are not all known is refused. */
    private final boolean strict;

    private final Set<Node> incomplete = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param lenient whether what is wrong is left open rather than refused */
    QueryBinder(Folding folding, boolean lenient) {
        this(
                new Analysis(folding, OutsideNames.NONE, true, fault -> {
                    if (!lenient) {
                        throw fault.refusal();
                    }
                }),
                !lenient);
    }

    QueryBinder(Analysis analysis, boolean strict) {
        this.analysis = analysis;
        this.strict = strict;
        this.names = new NameBinder(analysis);
        this.expressions = new ExpressionBinder(analysis, this, names);
        this.from = new FromBinder(analysis, this, expressions);
        this.withs = new WithBinder(analysis, this);
        this.outputs = new OutputBinder(analysis, expressions);
        this.changes = new ChangeBinder(analysis, this, expressions, from);
    }

    Map<Node, Target> bound() {
        return analysis.bound;
    }

    Expression expression(Node tree) {
        return new Expression(tree, analysis.bound);
    }

    void expression(@Nullable Node node, QueryScope scope) {
        expressions.of(node, scope);
    }

    ExpressionBinder expressions() {
        return expressions;
    }

    List<Column> query(Node node, @Nullable QueryScope outer) {
        return query(node, outer, true);
    }

    /**
     * What the query gives.
     *
     * @param typed whether literals that have no type yet become text
     */
    List<Column> query(Node node, @Nullable QueryScope outer, boolean typed) {
        if (node instanceof SelectStmt select) {
            return select(select, outer, typed);
        }
        if (node instanceof CallStmt call && call.funccall() != null) {
            analysis.called = call.funccall();
            expressions.of(call.funccall(), analysis.open(outer, node));
            return List.of();
        }
        NamedRelations.missing(node, analysis.folding)
                .ifPresent(
                        relation -> analysis.fault(analysis.folding.missing(relation), "42P01", relation.location()));
        boolean change = node instanceof InsertStmt
                || node instanceof UpdateStmt
                || node instanceof DeleteStmt
                || node instanceof MergeStmt;
        return change ? changes.change(node, outer) : List.of();
    }

    /** Whether all columns of an analysed query are known. */
    boolean isComplete(Node query) {
        return !incomplete.contains(query);
    }

    void markIncomplete(Node query) {
        incomplete.add(query);
    }

    QueryScope open(@Nullable WithClause clause, @Nullable QueryScope outer, Node query) {
        QueryScope scope = analysis.open(outer, query);
        if (clause != null) {
            withs.define(clause, scope);
        }
        return scope;
    }

    private List<Column> select(SelectStmt select, @Nullable QueryScope outer, boolean typed) {
        QueryScope scope = open(select.withClause(), outer, select);
        List<Column> columns;
        if (select.larg() != null && select.rarg() != null) {
            columns = united(select, select.larg(), select.rarg(), scope);
        } else if (!select.valuesLists().isEmpty()) {
            columns = values(select, scope, typed);
            outputs.ofResult(select, columns, scope);
        } else {
            columns = plain(select, scope, typed);
        }
        analysis.outputs.put(scope, columns);
        return columns;
    }

    private List<Column> plain(SelectStmt select, QueryScope scope, boolean typed) {
        select.fromClause().forEach(item -> from.item(item, scope));
        from.finish(scope);
        List<Output> targets = targets(select.targetList(), scope, select);
        where(select.whereClause(), scope);
        expressions.condition(select.havingClause(), scope, "HAVING");
        select.windowClause().forEach(window -> {
            if (window instanceof WindowDef definition) {
                expressions.all(definition.partitionClause(), scope);
                definition.orderClause().forEach(order -> outputs.orderValue(order, scope));
                expressions.of(definition.startOffset(), scope);
                expressions.of(definition.endOffset(), scope);
            }
        });
        outputs.ofSelect(select, targets, isComplete(select), scope);
        List<Column> columns = new ArrayList<>();
        for (Output target : targets) {
            TypeRef type = target.column().type;
            if (typed && type != null && TypeRules.isUntyped(type)) {
                if (target.value() != null) {
                    expressions.give(target.value(), TypeRules.TEXT);
                }
                columns.add(target.column().typed(TypeRules.TEXT));
            } else {
                columns.add(target.column());
            }
        }
        new GroupingCheck(analysis).check(select, targets, outputs, scope);
        return columns;
    }

    void where(@Nullable Node condition, QueryScope scope) {
        in(Clause.WHERE, scope, () -> expressions.condition(condition, scope, "WHERE"));
    }

    static void in(Clause clause, QueryScope scope, Runnable action) {
        Clause before = scope.clause;
        scope.clause = clause;
        action.run();
        scope.clause = before;
    }

    /**
     * A column of a result.
     *
     * @param value null for those of a star
     * @param origin the column of a relation in FROM that it is, null for what is computed
     */
    record Output(
            Column column, @Nullable Node value, @Nullable Column origin) {}

    List<Output> targets(List<Node> targets, QueryScope scope, Node query) {
        List<Output> found = new ArrayList<>();
        for (Node node : targets) {
            if (!(node instanceof ResTarget target) || target.val() == null) {
                continue;
            }
            Node value = target.val();
            if (value instanceof ColumnRef reference && NameBinder.isStar(reference)) {
                star(reference, scope, query, found);
                continue;
            }
            TypeRef type = expressions.of(value, scope);
            if (value instanceof A_Indirection fields
                    && fields.indirection().get(fields.indirection().size() - 1) instanceof A_Star) {
                fields(type, query, found);
                continue;
            }
            String name = target.name() == null ? nameOf(value) : target.name();
            Analysis.Reference meaning =
                    value instanceof ColumnRef reference ? analysis.references.get(reference) : null;
            Column column = meaning != null && meaning.column() != null
                    ? meaning.column().of(null, meaning.column().isNeverNull()).named(name)
                    : new Column(name, type, 0, 0, expressions.isNeverNull(value), null);
            found.add(new Output(column, value, meaning == null ? null : meaning.column()));
        }
        return found;
    }

    private String nameOf(Node value) {
        // a cast before PostgreSQL 15
        boolean truth = value instanceof A_Const constant && constant.boolval() != null;
        return truth && analysis.folding.version < 15 ? "bool" : ColumnNames.of(value);
    }

    /** The fields of a composite value. */
    private void fields(@Nullable TypeRef type, Node query, List<Output> found) {
        TypeRef base = type == null ? null : analysis.rules.base(type);
        if (base == null
                || base.array()
                || !(analysis.folding.store.get(base.object()) instanceof RelationEntry relation)) {
            markIncomplete(query);
            return;
        }
        for (ColumnEntry column : relation.columns) {
            found.add(new Output(Column.computed(column.name, column.type.known() ? column.type : null), null, null));
        }
    }

    private void star(ColumnRef reference, QueryScope scope, Node query, List<Output> found) {
        List<Column> columns = names.star(reference, scope);
        if (columns == null) {
            if (strict) {
                String open = scope.names().stream()
                        .filter(visible -> visible.item().open)
                        .map(visible -> visible.item().name)
                        .findFirst()
                        .orElse("*");
                throw Refusal.notFollowed(open, "the columns of \"" + open + "\" are not known here");
            }
            markIncomplete(query);
            return;
        }
        for (Column column : columns) {
            if (column.relation != 0) {
                // every column of a star gets a node of its own to be kept under
                analysis.bound.put(new PgList(List.of()), new Target(column.relation, column.number));
            }
            found.add(new Output(column.of(null, column.isNeverNull()), null, column));
        }
    }

    // ---- VALUES and set operations

    private List<Column> values(SelectStmt select, QueryScope scope, boolean typed) {
        List<List<Node>> rows = new ArrayList<>();
        for (Node row : select.valuesLists()) {
            if (row instanceof PgList list) {
                rows.add(list.items());
                in(
                        Clause.VALUES,
                        scope,
                        () -> list.items().stream()
                                .filter(item -> !(item instanceof SetToDefault))
                                .forEach(item -> expressions.of(item, scope)));
            }
        }
        int width = rows.isEmpty() ? 0 : rows.get(0).size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            analysis.fault("42601", "VALUES lists must all be the same length", "", -1);
            return List.of();
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int at = i;
            List<Node> nodes = rows.stream().map(row -> row.get(at)).toList();
            List<@Nullable TypeRef> types = new ArrayList<>();
            nodes.forEach(node -> types.add(analysis.types.get(node)));
            boolean untyped = !typed && types.stream().allMatch(Analysis::isUntyped);
            columns.add(new Column(
                    "column" + (i + 1),
                    untyped ? TypeRules.UNKNOWN : expressions.commonOf("VALUES", nodes, types),
                    0,
                    0,
                    nodes.stream().allMatch(expressions::isNeverNull),
                    null));
        }
        return columns;
    }

    private List<Column> united(SelectStmt select, SelectStmt one, SelectStmt other, QueryScope scope) {
        List<Column> left = select(one, scope, false);
        List<Column> right = select(other, scope, false);
        String word = select.op().name().substring("SETOP_".length());
        boolean complete = isComplete(one) && isComplete(other);
        if (!complete) {
            markIncomplete(select);
        }
        if (complete && left.size() != right.size()) {
            analysis.fault("42601", "each " + word + " query must have the same number of columns", "", -1);
            return left;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            Column first = left.get(i);
            Column second = right.get(i);
            TypeRef type = complete ? unitedType(word, first.type, second.type) : null;
            giveOutput(one, i, type);
            giveOutput(other, i, type);
            boolean neverNull = first.neverNull && (second.neverNull || select.op() == SetOperation.SETOP_EXCEPT);
            columns.add(new Column(first.name, type, 0, 0, neverNull, null));
            if (type != null && !(select.op() == SetOperation.SETOP_UNION && select.all())) {
                outputs.requireComparable(type, false, -1);
            }
        }
        outputs.ofResult(select, columns, scope);
        return columns;
    }

    /** An untyped literal or parameter in the list of one branch gets the type of the other's. */
    private void giveOutput(SelectStmt branch, int at, @Nullable TypeRef type) {
        if (type != null
                && at < branch.targetList().size()
                && branch.targetList().get(at) instanceof ResTarget target
                && target.val() != null
                && Analysis.isUntyped(analysis.types.get(target.val()))) {
            expressions.give(target.val(), type);
        }
    }

    private @Nullable TypeRef unitedType(String word, @Nullable TypeRef one, @Nullable TypeRef other) {
        if (one == null || other == null || !isUsable(one) || !isUsable(other)) {
            return null;
        }
        TypeRef common = analysis.rules.common(List.of(one, other));
        if (common == null) {
            analysis.fault(
                    "42804",
                    word + " types " + analysis.shown(analysis.rules.base(one)) + " and "
                            + analysis.shown(analysis.rules.base(other)) + " cannot be matched",
                    "",
                    -1);
            return null;
        }
        return one.equals(other) && !TypeRules.isUntyped(one) ? one : common;
    }

    private boolean isUsable(TypeRef type) {
        return TypeRules.isUntyped(type) || analysis.rules.isKnown(type);
    }

    /** The relations that a statement reads or writes, visible to all that comes behind FROM. */
    static void showAll(QueryScope scope) {
        List<Visible> shown =
                scope.names().stream().map(visible -> visible.as(false, true)).toList();
        scope.setNames(shown);
    }

    static Item row(String name, RelationEntry relation) {
        List<Column> columns = new ArrayList<>();
        for (ColumnEntry column : relation.columns) {
            columns.add(new Column(
                    column.name, column.type.known() ? column.type : null, relation.oid, column.number, false, null));
        }
        Item item = new Item(name, null, columns, false);
        item.rowType = TypeRef.made(relation.oid, relation.name.name());
        return item;
    }
}
