package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.rules.index.Condition.Kind;
import dev.pgwright.review.rules.query.Predicates;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.JoinExpr;
import dev.pgwright.sql.tree.JoinType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.workload.QueryCounts;
import dev.pgwright.workload.TableFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one level of a query looks for the rows of one table.
 *
 * @param understood whether the conditions say all that the level demands of the table's rows
 */
record Access(
        QueryContext query,
        BoundLevel level,
        BoundRelation relation,
        Table table,
        List<Condition> conditions,
        boolean understood) {
    Access {
        conditions = List.copyOf(conditions);
    }

    /**
     * Those of all queries of programs and routines. What a view asks for depends on who reads it, so that views are left out;
     * so are queries that the server would refuse.
     */
    static List<Access> of(WorkloadContext workload) {
        List<Access> found = new ArrayList<>();
        for (QueryContext query : workload.queries()) {
            if (query.kind() == QueryKind.VIEW || !query.bound().faults().isEmpty()) {
                continue;
            }
            for (BoundLevel level : query.levels()) {
                if (level.node() instanceof SelectStmt
                        || level.node() instanceof UpdateStmt
                        || level.node() instanceof DeleteStmt) {
                    level.relations()
                            .forEach(relation -> of(query, level, relation).ifPresent(found::add));
                }
            }
        }
        return found;
    }

    static Optional<Access> of(QueryContext query, BoundLevel level, BoundRelation relation) {
        QualifiedName name = relation.name().orElse(null);
        Table table = query.table(name).orElse(null);
        if (relation.kind() != BoundRelation.Kind.TABLE
                || table == null
                || table.settings().foreign() != null
                || table.name().schema().startsWith("pg_temp")) {
            return Optional.empty();
        }
        boolean variables = query.kind() != QueryKind.KNOWN;
        ConditionReader reader = new ConditionReader(query.bound(), level, relation, variables);
        Nodes.conjuncts(Predicates.where(level)).forEach(reader::read);
        Predicates.from(level).forEach(item -> joins(item, relation, reader));
        boolean merged = Predicates.joins(level).stream()
                .anyMatch(join -> join.isNatural() || !join.usingClause().isEmpty());
        return Optional.of(new Access(
                query,
                level,
                relation,
                table,
                reader.conditions(),
                reader.isUnderstood() && relation.isComplete() && !merged));
    }

    /** What ON demands of the relation: nothing, if it stands on the side of an outer join that is kept. */
    private static void joins(@Nullable Node item, BoundRelation relation, ConditionReader reader) {
        if (!(item instanceof JoinExpr join)) {
            return;
        }
        joins(join.larg(), relation, reader);
        joins(join.rarg(), relation, reader);
        Node optional = join.jointype() == JoinType.JOIN_LEFT
                ? join.rarg()
                : join.jointype() == JoinType.JOIN_RIGHT ? join.larg() : null;
        if (join.jointype() == JoinType.JOIN_INNER || (optional != null && isIn(optional, relation))) {
            Nodes.conjuncts(join.quals()).forEach(reader::read);
        }
    }

    private static boolean isIn(Node item, BoundRelation relation) {
        Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        Predicates.walk(item, nodes::add);
        return relation.node() != null && nodes.contains(relation.node());
    }

    QualifiedName name() {
        return table.name();
    }

    /** The size and the statistics of the table, where they are known. */
    Optional<TableFacts> facts() {
        return query.facts().table(name());
    }

    /** The conditions on a column. */
    List<Condition> on(String column) {
        return conditions.stream()
                .filter(condition -> condition.column().equals(column))
                .toList();
    }

    /** Those that are the same for all rows and take one value, or one of some: one for each column. */
    List<Condition> equalities() {
        List<Condition> found = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.isEquality()
                    && found.stream().noneMatch(other -> other.column().equals(condition.column()))) {
                found.add(condition);
            }
        }
        return found;
    }

    List<Condition> of(Kind kind) {
        return conditions.stream().filter(condition -> condition.kind() == kind).toList();
    }

    /** The columns of the table that the level names. */
    List<String> columns() {
        List<String> found = new ArrayList<>();
        Node node = level.node();
        Predicates.columns(node)
                .forEach(reference -> query.bound()
                        .meaning(reference)
                        .filter(meaning -> meaning.relation() == relation)
                        .ifPresent(meaning -> {
                            BoundColumn column = meaning.column();
                            if (column == null || column.column() == null) {
                                table.columns().forEach(one -> found.add(one.name()));
                            } else {
                                found.add(column.column());
                            }
                        }));
        return found.stream().distinct().toList();
    }

    /** Whether the level reads nothing but this table, and gives or changes each row that it finds. */
    boolean isPlain() {
        if (level.relations().size() != 1 || level.isAggregated()) {
            return false;
        }
        return !(level.node() instanceof SelectStmt select)
                || (select.groupClause().isEmpty()
                        && select.distinctClause().isEmpty()
                        && select.havingClause() == null
                        && select.larg() == null);
    }

    /** How many rows a call found on average, where that was counted and the query gives just these. */
    OptionalDouble countedRows() {
        QueryCounts counts = query.known().map(known -> known.counts()).orElse(null);
        boolean whole = level.node() == query.tree()
                && isPlain()
                && !(level.node() instanceof SelectStmt select && select.limitCount() != null);
        return counts == null || !whole ? OptionalDouble.empty() : OptionalDouble.of(counts.rowsPerCall());
    }
}
