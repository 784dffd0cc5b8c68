package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryBinder.Output;
import dev.pgwright.load.folded.QueryScope.Clause;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.load.folded.QueryScope.Visible;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeMatchKind;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.MergeWhenClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.OnConflictClause;
import dev.pgwright.sql.tree.OverridingKind;
import dev.pgwright.sql.tree.ReturningClause;
import dev.pgwright.sql.tree.ReturningOption;
import dev.pgwright.sql.tree.ReturningOptionKind;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE and MERGE (analyze.c and parse_merge.c of PostgreSQL 18). */
final class ChangeBinder {
    private static final int VERSION_WITH_OLD_AND_NEW = 18;

    private final Analysis analysis;
    private final QueryBinder queries;
    private final ExpressionBinder expressions;
    private final FromBinder from;
    private final Assignments assignments;

    ChangeBinder(Analysis analysis, QueryBinder queries, ExpressionBinder expressions, FromBinder from) {
        this.analysis = analysis;
        this.queries = queries;
        this.expressions = expressions;
        this.from = from;
        this.assignments = new Assignments(analysis, queries, expressions);
    }

    /** What the statement returns. */
    List<Column> change(Node node, @Nullable QueryScope outer) {
        QueryScope scope;
        List<Column> columns;
        if (node instanceof InsertStmt insert) {
            scope = queries.open(insert.withClause(), outer, node);
            columns = insert(insert, scope);
        } else if (node instanceof UpdateStmt update) {
            scope = queries.open(update.withClause(), outer, node);
            columns = update(update, scope);
        } else if (node instanceof DeleteStmt delete) {
            scope = queries.open(delete.withClause(), outer, node);
            from.target(delete.relation(), scope);
            source(delete.usingClause(), scope);
            queries.where(delete.whereClause(), scope);
            columns = returning(delete.returningClause(), scope, delete);
        } else if (node instanceof MergeStmt merge) {
            scope = queries.open(merge.withClause(), outer, node);
            columns = merge(merge, scope);
        } else {
            return List.of();
        }
        analysis.outputs.put(scope, columns);
        return columns;
    }

    /** Further relations, which cannot name the one that is written. */
    private void source(List<Node> items, QueryScope scope) {
        scope.setNames(scope.names().stream().map(one -> one.as(true, false)).toList());
        items.forEach(item -> from.item(item, scope));
        from.finish(scope);
    }

    private List<Column> insert(InsertStmt insert, QueryScope scope) {
        from.target(insert.relation(), scope);
        List<Visible> target = List.copyOf(scope.names());
        scope.setNames(List.of());
        boolean overriding = insert.override() == OverridingKind.OVERRIDING_SYSTEM_VALUE;
        boolean userValues = insert.override() == OverridingKind.OVERRIDING_USER_VALUE;
        List<Assignments.@Nullable Place> places = assignments.places(insert.cols(), scope);
        if (insert.selectStmt() instanceof SelectStmt select) {
            if (select.valuesLists().isEmpty() || select.withClause() != null) {
                List<Column> given = queries.query(select, scope, false);
                boolean complete = queries.isComplete(select);
                assignments.assignColumns(insert, select, places, given, complete, overriding || userValues);
            } else {
                assignments.assignRows(insert, select, places, overriding || userValues, scope);
            }
        }
        scope.setNames(target);
        if (insert.onConflictClause() != null) {
            conflict(insert.onConflictClause(), scope);
            scope.setNames(target);
        }
        return returning(insert.returningClause(), scope, insert);
    }

    private void conflict(OnConflictClause conflict, QueryScope scope) {
        if (conflict.infer() != null) {
            for (Node node : conflict.infer().indexElems()) {
                if (node instanceof IndexElem element && element.name() != null) {
                    ColumnEntry column = assignments.requireColumn(element.name(), scope);
                    if (column != null && analysis.outside.isAmbiguousWithColumn(element.name())) {
                        // resolve_unique_index_expr reads it as an expression, so that variables are seen, too
                        NameBinder.ambiguous(
                                analysis, element.name(), conflict.infer().location());
                    }
                } else if (node instanceof IndexElem element) {
                    expressions.of(element.expr(), scope);
                }
            }
            expressions.condition(conflict.infer().whereClause(), scope, "WHERE");
            String constraint = conflict.infer().conname();
            if (constraint != null) {
                requireConstraint(constraint, scope);
            }
        }
        Item target = scope.target;
        if (target == null || conflict.targetList().isEmpty()) {
            return;
        }
        Item excluded = new Item("excluded", null, target.kind, null, target.relation, target.columns, target.open);
        excluded.rowType = target.rowType;
        scope.names().add(new Visible(excluded, true, true, false, true));
        assignments.set(conflict.targetList(), scope);
        queries.where(conflict.whereClause(), scope);
    }

    private void requireConstraint(String name, QueryScope scope) {
        Item target = scope.target;
        if (target == null || !(analysis.folding.store.get(target.relation) instanceof RelationEntry relation)) {
            return;
        }
        boolean found = relation.constraints.stream()
                .anyMatch(oid ->
                        analysis.folding.store.constraint(oid).name.name().equals(name));
        if (!found) {
            analysis.fault(
                    "42704",
                    "constraint \"" + name + "\" for table \"" + relation.name.name() + "\" does not exist",
                    name,
                    -1);
        }
    }

    private List<Column> update(UpdateStmt update, QueryScope scope) {
        from.target(update.relation(), scope);
        source(update.fromClause(), scope);
        queries.where(update.whereClause(), scope);
        List<Column> columns = returning(update.returningClause(), scope, update);
        assignments.set(update.targetList(), scope);
        return columns;
    }

    private List<Column> merge(MergeStmt merge, QueryScope scope) {
        from.target(merge.relation(), scope);
        if (merge.sourceRelation() != null) {
            source(List.of(merge.sourceRelation()), scope);
        }
        QueryBinder.in(Clause.ON, scope, () -> expressions.condition(merge.joinCondition(), scope, "JOIN/ON"));
        List<Visible> both = List.copyOf(scope.names());
        for (Node node : merge.mergeWhenClauses()) {
            if (node instanceof MergeWhenClause when) {
                scope.setNames(visibleIn(when, both, scope));
                when(when, scope);
            }
        }
        scope.setNames(both);
        return returning(merge.returningClause(), scope, merge);
    }

    private static List<Visible> visibleIn(MergeWhenClause when, List<Visible> both, QueryScope scope) {
        if (when.matchKind() == MergeMatchKind.MERGE_WHEN_NOT_MATCHED_BY_TARGET) {
            return both.stream().filter(one -> one.item() != scope.target).toList();
        } else if (when.matchKind() == MergeMatchKind.MERGE_WHEN_NOT_MATCHED_BY_SOURCE) {
            return both.stream().filter(one -> one.item() == scope.target).toList();
        }
        return both;
    }

    private void when(MergeWhenClause when, QueryScope scope) {
        expressions.condition(when.condition(), scope, "WHEN");
        switch (when.commandType()) {
            case CMD_INSERT -> {
                List<Assignments.@Nullable Place> places = assignments.places(when.targetList(), scope);
                if (!when.values().isEmpty()) {
                    assignments.assignRow(
                            !when.targetList().isEmpty(),
                            when.values(),
                            places,
                            when.override() != OverridingKind.OVERRIDING_NOT_SET,
                            scope);
                }
            }
            case CMD_UPDATE -> assignments.set(when.targetList(), scope);
            default -> {
                // nothing is named
            }
        }
    }

    private List<Column> returning(@Nullable ReturningClause clause, QueryScope scope, Node statement) {
        if (clause == null) {
            return List.of();
        }
        List<Visible> before = List.copyOf(scope.names());
        Item target = scope.target;
        if (target != null && analysis.folding.version >= VERSION_WITH_OLD_AND_NEW) {
            addOldAndNew(clause, target, scope);
        }
        List<Column> columns = new ArrayList<>();
        QueryBinder.in(Clause.RETURNING, scope, () -> {
            for (Output output : queries.targets(clause.exprs(), scope, statement)) {
                boolean untyped = Analysis.isUntyped(output.column().type);
                if (untyped && output.value() != null) {
                    expressions.give(output.value(), TypeRules.TEXT);
                }
                columns.add(untyped ? output.column().typed(TypeRules.TEXT) : output.column());
            }
        });
        scope.setNames(before);
        return columns;
    }

    private static void addOldAndNew(ReturningClause clause, Item target, QueryScope scope) {
        String old = "old";
        String now = "new";
        for (Node node : clause.options()) {
            if (node instanceof ReturningOption option) {
                boolean isOld = option.option() == ReturningOptionKind.RETURNING_OPTION_OLD;
                old = isOld ? Scope.text(option.value()) : old;
                now = isOld ? now : Scope.text(option.value());
            }
        }
        for (String name : List.of(old, now)) {
            if (scope.names().stream().noneMatch(one -> one.item().name.equals(name))) {
                Item row = new Item(name, null, target.kind, null, target.relation, target.columns, target.open);
                row.nullable = true;
                row.rowType = target.rowType;
                scope.names().add(new Visible(row, true, false, false, true));
            }
        }
    }
}
