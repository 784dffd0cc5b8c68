package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Visible;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.JoinType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a join: those it is by, merged, and then the others of its left and its right side. */
final class JoinColumns {
    private final Analysis analysis;
    private final JoinExpr join;
    private final List<Column> left;
    private final List<Column> right;
    private final boolean open;
    private final List<String> using;

    JoinColumns(Analysis analysis, JoinExpr join, List<Visible> left, List<Visible> right) {
        this.analysis = analysis;
        this.join = join;
        this.left = columns(left);
        this.right = columns(right);
        this.open = isOpen(left) || isOpen(right);
        this.using = join.isNatural() ? common() : Nodes.names(join.usingClause());
    }

    private static List<Column> columns(List<Visible> names) {
        List<Column> columns = new ArrayList<>();
        names.stream().filter(Visible::columns).forEach(one -> columns.addAll(one.item().columns));
        return columns;
    }

    private static boolean isOpen(List<Visible> names) {
        return names.stream().anyMatch(one -> one.columns() && one.item().open);
    }

    private List<String> common() {
        return left.stream()
                .map(column -> column.name)
                .filter(name -> right.stream().anyMatch(other -> other.name.equals(name)))
                .distinct()
                .toList();
    }

    boolean isMerged() {
        return !using.isEmpty() || join.isNatural();
    }

    /** Makes sure that both sides have the columns of USING, and that these can be compared. */
    void compareUsing() {
        List<String> seen = new ArrayList<>();
        for (String name : using) {
            if (seen.contains(name)) {
                analysis.fault(
                        "42701", "column name \"" + name + "\" appears more than once in USING clause", name, -1);
                continue;
            }
            seen.add(name);
            Column one = side(left, name, "left");
            Column other = side(right, name, "right");
            if (one != null && other != null) {
                OperatorResolver.Found found = analysis.operators.binary(List.of("="), one.type, other.type);
                if (found.outcome() == CallResolver.Outcome.MISSING) {
                    analysis.fault(
                            "42883",
                            "operator does not exist: " + analysis.shown(one.type) + " = " + analysis.shown(other.type),
                            "=",
                            -1);
                }
            }
        }
    }

    private @Nullable Column side(List<Column> columns, String name, String word) {
        List<Column> found =
                columns.stream().filter(column -> column.name.equals(name)).toList();
        if (found.size() > 1) {
            analysis.fault(
                    "42702",
                    "common column name \"" + name + "\" appears more than once in " + word + " table",
                    name,
                    -1);
        } else if (found.isEmpty() && !open) {
            analysis.fault(
                    "42703",
                    "column \"" + name + "\" specified in USING clause does not exist in " + word + " table",
                    name,
                    -1);
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    List<Column> merged() {
        List<Column> columns = new ArrayList<>();
        for (String name : using) {
            Column one = first(left, name);
            Column other = first(right, name);
            if (one == null && other == null) {
                columns.add(Column.computed(name, null));
            } else if (one == null || other == null) {
                columns.add(Column.computed(name, null));
            } else {
                columns.add(merged(one, other));
            }
        }
        return columns;
    }

    private Column merged(Column one, Column other) {
        Column taken = join.jointype() == JoinType.JOIN_RIGHT ? other : one;
        TypeRef common =
                one.type == null || other.type == null ? null : analysis.rules.common(List.of(one.type, other.type));
        if (join.jointype() == JoinType.JOIN_FULL) {
            return Column.computed(taken.name, common);
        }
        boolean same = common != null && taken.type != null && TypeRules.same(common, taken.type);
        return same ? taken : taken.typed(common);
    }

    private static @Nullable Column first(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    List<Column> all() {
        List<Column> columns = merged();
        left.stream().filter(column -> !using.contains(column.name)).forEach(columns::add);
        right.stream().filter(column -> !using.contains(column.name)).forEach(columns::add);
        return columns;
    }
}
