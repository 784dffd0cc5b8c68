package dev.pgwright.load.folded;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.load.folded.Analysis.Reference;
import dev.pgwright.load.folded.QueryBinder.Output;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.GroupingFunc;
import dev.pgwright.sql.tree.GroupingSet;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import dev.pgwright.sql.tree.SubLink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what a grouped query names is grouped by, or inside of aggregates (parse_agg.c of PostgreSQL 18). */
final class GroupingCheck {
    private final Analysis analysis;
    private final SameExpression same;
    private List<Output> groups = List.of();
    private boolean said;
    private boolean sets;

    GroupingCheck(Analysis analysis) {
        this.analysis = analysis;
        this.same = new SameExpression(analysis);
    }

    void check(SelectStmt select, List<Output> targets, OutputBinder outputs, QueryScope scope) {
        boolean grouped = !select.groupClause().isEmpty() || select.havingClause() != null || scope.aggregated;
        if (!grouped || scope.perhapsAggregated) {
            return;
        }
        groups = outputs.groups(scope);
        sets = select.groupClause().stream().anyMatch(GroupingSet.class::isInstance);
        for (Output target : targets) {
            if (target.value() != null) {
                check(target.value(), scope);
            } else if (target.origin() != null && target.origin().owner != null) {
                column(target.origin().owner, target.origin(), -1, false);
            }
        }
        for (Node node : select.sortClause()) {
            Node value = node instanceof SortBy sort ? sort.node() : node;
            if (value != null && !analysis.positions.containsKey(value)) {
                check(value, scope);
            }
        }
        if (select.havingClause() != null) {
            check(select.havingClause(), scope);
        }
    }

    private void check(Node node, QueryScope scope) {
        if (said || analysis.aggregates.get(node) == scope || node instanceof GroupingFunc || isGrouped(node)) {
            return;
        }
        if (node instanceof ColumnRef reference) {
            Reference meaning = analysis.references.get(reference);
            if (meaning != null && meaning.scope() == scope && meaning.column() != null) {
                column(meaning.item(), meaning.column(), reference.location(), false);
            }
        } else if (node instanceof SubLink link) {
            if (link.testexpr() != null) {
                check(link.testexpr(), scope);
            }
            if (link.subselect() != null) {
                inner(link.subselect(), scope);
            }
        } else {
            List<Node> children = new ArrayList<>();
            node.forEachChild(children::add);
            children.forEach(child -> check(child, scope));
        }
    }

    /** What a subquery names of the grouped level. */
    private void inner(Node query, QueryScope scope) {
        boolean byColumns = groups.stream().allMatch(group -> group.origin() != null);
        List<ColumnRef> inAggregates = new ArrayList<>();
        Nodes.walk(query, node -> {
            if (analysis.aggregates.get(node) == scope) {
                inAggregates.addAll(Nodes.all(node, ColumnRef.class));
            }
        });
        for (ColumnRef reference : Nodes.all(query, ColumnRef.class)) {
            Reference meaning = analysis.references.get(reference);
            if (meaning == null || meaning.scope() != scope || !byColumns) {
                continue;
            }
            Column column = meaning.column();
            if (column != null && inAggregates.stream().noneMatch(one -> one == reference)) {
                column(meaning.item(), column, reference.location(), true);
            }
        }
    }

    private boolean isGrouped(Node node) {
        return groups.stream().anyMatch(group -> group.value() != null && same.same(group.value(), node));
    }

    private void column(Item item, Column column, int location, boolean inner) {
        boolean grouped = groups.stream()
                .anyMatch(group -> group.origin() != null && SameExpression.isSame(group.origin(), column));
        if (said || grouped || isDetermined(item) || isLoose(item)) {
            return;
        }
        said = true;
        String name = item.name.isEmpty() ? column.name : item.name + "." + column.name;
        analysis.fault(
                "42803",
                inner
                        ? "subquery uses ungrouped column \"" + name + "\" from outer query"
                        : "column \"" + name
                                + "\" must appear in the GROUP BY clause or be used in an aggregate function",
                name,
                location);
    }

    /** Columns that a join has merged are other ones than those of its parts. */
    private static boolean isLoose(Item item) {
        return item.join;
    }

    /** Whether the primary key of the table is grouped by. */
    private boolean isDetermined(Item item) {
        if (sets || !(analysis.folding.store.get(item.relation) instanceof RelationEntry relation)) {
            return false;
        }
        ConstraintEntry key = primaryKey(relation);
        return key != null
                && key.columns.stream()
                        .allMatch(number -> groups.stream()
                                .anyMatch(group -> group.origin() != null
                                        && group.origin().owner == item
                                        && group.origin().number == number));
    }

    private @Nullable ConstraintEntry primaryKey(RelationEntry relation) {
        for (int oid : relation.constraints) {
            ConstraintEntry constraint = analysis.folding.store.constraint(oid);
            if (constraint.kind == ConstraintEntry.Kind.PRIMARY_KEY
                    && constraint.deferrability == Deferrability.NOT_DEFERRABLE) {
                return constraint;
            }
        }
        return null;
    }
}
