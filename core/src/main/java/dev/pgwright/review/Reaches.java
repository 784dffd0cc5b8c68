package dev.pgwright.review;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeFunction;
import dev.pgwright.sql.tree.RangeSubselect;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many rows changes of data can touch, told from their conditions and from the keys of their tables. */
public final class Reaches {
    private static final Set<String> AGGREGATES = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "array_agg",
            "string_agg",
            "json_agg",
            "jsonb_agg",
            "bool_and",
            "bool_or");

    private final Function<RangeVar, Optional<Table>> tables;
    private final Set<String> variables;
    private final Map<String, Node> queries = new HashMap<>();

    private Reaches(Function<RangeVar, Optional<Table>> tables, Set<String> variables) {
        this.tables = tables;
        this.variables = variables;
    }

    /**
     * The reach of a change.
     *
     * @param statement the whole statement, for the CTEs that the change may use
     * @param tables the tables that are known, for their keys
     * @param variables names that stand for one value each, such as those of a PL/pgSQL body
     */
    public static Reach of(
            DataChange change, Node statement, Function<RangeVar, Optional<Table>> tables, Set<String> variables) {
        Reaches reaches = new Reaches(tables, variables);
        for (CommonTableExpr query : Nodes.all(statement, CommonTableExpr.class)) {
            if (query.ctename() != null && query.ctequery() != null) {
                reaches.queries.put(query.ctename(), query.ctequery());
            }
        }
        return reaches.of(change.tree());
    }

    private Reach of(Node tree) {
        if (tree instanceof UpdateStmt update && update.relation() != null) {
            return ofCondition(update.whereClause(), update.relation(), update.fromClause());
        }
        if (tree instanceof DeleteStmt delete && delete.relation() != null) {
            return ofCondition(delete.whereClause(), delete.relation(), delete.usingClause());
        }
        if (tree instanceof MergeStmt merge && merge.sourceRelation() != null) {
            return ofItem(merge.sourceRelation(), null);
        }
        return tree instanceof InsertStmt insert && insert.selectStmt() instanceof SelectStmt select
                ? ofQuery(select)
                : Reach.ROWS;
    }

    private Reach ofCondition(@Nullable Node where, RangeVar table, List<Node> others) {
        Conditions conditions = new Conditions(where, table, variables, this::ofQuery);
        Reach own = ofTable(conditions, table);
        if (own != Reach.ALL || !conditions.joins()) {
            return own;
        }
        return others.stream()
                .map(item -> ofItem(item, where))
                .min(Enum::compareTo)
                .filter(reach -> reach == Reach.ROWS || reach == Reach.BATCH)
                .orElse(Reach.ALL);
    }

    private Reach ofTable(Conditions conditions, RangeVar table) {
        if (conditions.isNever()) {
            return Reach.ROWS;
        }
        Optional<Table> known = tables.apply(table);
        Set<String> equal = conditions.equalColumns();
        boolean key = known.map(found -> keys(found).stream().anyMatch(equal::containsAll))
                .orElseGet(() -> equal.stream().anyMatch(column -> isKeyByName(column, table)));
        if (key) {
            return Reach.ROWS;
        }
        boolean range = !conditions.boundedColumns().isEmpty()
                || conditions.cappedColumns().stream()
                        .anyMatch(column -> known.map(found -> keys(found).contains(Set.of(column)))
                                .orElseGet(() -> isKeyByName(column, table)));
        return range ? Reach.BATCH : conditions.reachOfSelected();
    }

    private Reach ofQuery(SelectStmt select) {
        if (select.larg() != null && select.rarg() != null) {
            Reach left = ofQuery(select.larg());
            Reach right = ofQuery(select.rarg());
            return left.compareTo(right) > 0 ? left : right;
        }
        if (select.limitCount() != null && !Trees.isNull(select.limitCount())) {
            return Reach.BATCH;
        }
        if (!select.valuesLists().isEmpty() || select.fromClause().isEmpty()) {
            return Reach.ROWS;
        }
        Reach reach = select.fromClause().stream()
                .map(item -> ofItem(item, select.whereClause()))
                .max(Enum::compareTo)
                .orElse(Reach.ROWS);
        return reach == Reach.ALL && isGrouped(select) ? Reach.GROUPS : reach;
    }

    private static boolean isGrouped(SelectStmt select) {
        return !select.distinctClause().isEmpty()
                || !select.groupClause().isEmpty()
                || select.targetList().stream()
                        .flatMap(target -> Nodes.all(target, FuncCall.class).stream())
                        .anyMatch(call -> call.over() == null && AGGREGATES.contains(Trees.functionName(call)));
    }

    /** The rows of an item of FROM, under the query's condition. */
    private Reach ofItem(Node item, @Nullable Node where) {
        if (item instanceof RangeVar table) {
            return ofRelation(table, where);
        }
        if (item instanceof RangeSubselect subselect && subselect.subquery() instanceof SelectStmt select) {
            return ofQuery(select);
        }
        if (item instanceof JoinExpr join && join.larg() != null && join.rarg() != null) {
            Reach left = ofItem(join.larg(), where);
            Reach right = ofItem(join.rarg(), where);
            return left.compareTo(right) < 0 ? left : right;
        }
        boolean constant = item instanceof RangeFunction function
                && Nodes.all(function, RangeVar.class).isEmpty();
        return constant ? Reach.ROWS : Reach.ALL;
    }

    private Reach ofRelation(RangeVar table, @Nullable Node where) {
        String name = table.relname();
        if (table.schemaname() == null && name != null && queries.get(name) instanceof SelectStmt select) {
            queries.remove(name);
            Reach reach = ofQuery(select);
            queries.put(name, select);
            return reach;
        }
        if (table.schemaname() == null && name != null && queries.containsKey(name)) {
            // rows that another change of the statement returns
            return of(queries.get(name));
        }
        boolean system = "pg_catalog".equals(table.schemaname())
                || "information_schema".equals(table.schemaname())
                || (table.schemaname() == null && name != null && name.startsWith("pg_"));
        return system ? Reach.ROWS : ofTable(new Conditions(where, table, variables, this::ofQuery), table);
    }

    /** The columns of each key of which no two rows have the same values. */
    private static List<Set<String>> keys(Table table) {
        List<Set<String>> keys = new ArrayList<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                keys.add(new HashSet<>(key.columns()));
            } else if (constraint instanceof Constraint.Unique unique) {
                keys.add(new HashSet<>(unique.columns()));
            }
        }
        for (Index index : table.indexes()) {
            Set<String> columns = new HashSet<>();
            index.elements().forEach(element -> columns.add(element.key()));
            boolean plain = index.elements().stream().noneMatch(IndexElement::expression);
            if (index.unique() && plain && index.predicate() == null) {
                keys.add(columns);
            }
        }
        return keys;
    }

    /** Of a table that nobody knows: what people call the column that names one row. */
    private static boolean isKeyByName(String column, RangeVar table) {
        return Set.of("id", "uuid", "guid", "key", "name", "code", "slug", "email", "ctid")
                        .contains(column)
                || (table.relname() != null
                        && column.endsWith("_id")
                        && table.relname().startsWith(column.substring(0, column.length() - 3)));
    }
}
