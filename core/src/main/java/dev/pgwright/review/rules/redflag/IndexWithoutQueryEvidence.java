package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.Area;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryUse;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An index that nothing known would use. */
public final class IndexWithoutQueryEvidence implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "index-without-query-evidence", Area.RED_FLAG, Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A migration adds an index by whose columns no known query looks for rows, and no foreign key either.")
            .cost("every write pays for the index, for no proven gain of a read")
            .safe("Name the query that needs it, in a file of --workload, and show with EXPLAIN that it is used.")
            .seed("Red flag: \"let's just add an index\"")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        if (migration.facts().queries().isEmpty()) {
            return;
        }
        for (Step step : migration.steps()) {
            // a unique index is a constraint, whoever reads by it
            if (step.tree() instanceof IndexStmt index && index.relation() != null && !index.unique()) {
                check(migration, step, index, migration.state().resolve(index.relation()), report);
            }
        }
    }

    private static void check(
            MigrationContext migration, Step step, IndexStmt index, QualifiedName indexed, Report report) {
        SchemaState state = migration.state();
        List<QualifiedName> tables = withParents(indexed, state);
        QualifiedName table = tables.get(0);
        List<QueryUse> queries = tables.stream()
                .flatMap(relation -> migration.queries().of(relation, state).stream())
                .toList();
        // nobody can know the queries of a table that is only being made
        boolean unknown = (migration.isNew(table) && queries.isEmpty()) || isReadThroughViews(migration, tables);
        Set<String> columns = leading(index);
        if (unknown || columns.isEmpty() || isOfForeignKey(state, table, columns)) {
            return;
        }
        boolean used = tables.stream()
                .anyMatch(relation -> queries.stream()
                        .anyMatch(query ->
                                columns.stream().anyMatch(column -> uses(query, relation, column, index, state))));
        if (!used) {
            int known = migration.facts().queries().size();
            report.found(
                            migration,
                            step,
                            "None of " + Count.of(known, "known query").replace("querys", "queries")
                                    + " looks for rows of " + table + " by " + String.join(" or ", columns)
                                    + ", and no foreign key does")
                    .about(table.toString());
        }
    }

    /** An expression is taken as used by any query that names its columns: which one it is, only the planner can tell. */
    private static boolean uses(
            QueryUse query, QualifiedName relation, String column, IndexStmt index, SchemaState state) {
        boolean plain = index.whereClause() == null
                && index.indexParams().get(0) instanceof IndexElem first
                && first.expr() == null;
        return plain ? query.filtersBy(relation, column, state) : query.usesColumn(relation, column, state);
    }

    /** The table and the tables that it is a part of, by which queries name it. */
    private static List<QualifiedName> withParents(QualifiedName table, SchemaState state) {
        List<QualifiedName> all = new ArrayList<>(List.of(table));
        Optional<Table> at = state.table(table);
        while (at.isPresent() && at.get().partitionOf() != null) {
            QualifiedName parent = at.get().partitionOf().parent();
            all.add(parent);
            at = state.table(parent);
        }
        return all;
    }

    /** Whether a known query reads a view, and views read the table: then nobody sees here which rows it looks for. */
    private static boolean isReadThroughViews(MigrationContext migration, List<QualifiedName> tables) {
        SchemaState state = migration.state();
        return tables.stream()
                        .anyMatch(table -> state.dependentsOf(table, null).stream()
                                .anyMatch(dependent -> dependent.kind().endsWith("view")))
                && state.views().stream()
                        .anyMatch(view ->
                                !migration.queries().of(view.name(), state).isEmpty());
    }

    /**
     * The columns one of which a query has to look for: the first of a btree; of other methods, of expressions and of partial
     * indexes any.
     */
    private static Set<String> leading(IndexStmt index) {
        Set<String> columns = new LinkedHashSet<>();
        boolean ordered = index.accessMethod() == null || "btree".equals(index.accessMethod());
        for (Node node : index.indexParams()) {
            if (node instanceof IndexElem element && (columns.isEmpty() || !ordered)) {
                columns.addAll(columns(element));
            }
        }
        if (index.whereClause() != null) {
            columns.addAll(columns(index.whereClause()));
        }
        return columns;
    }

    private static Set<String> columns(Node node) {
        Set<String> columns = new LinkedHashSet<>();
        if (node instanceof IndexElem element && element.name() != null) {
            columns.add(element.name());
        }
        for (ColumnRef reference : Nodes.all(node, ColumnRef.class)) {
            List<String> names = Nodes.names(reference.fields());
            if (!names.isEmpty()) {
                columns.add(names.get(names.size() - 1));
            }
        }
        return columns;
    }

    private static boolean isOfForeignKey(SchemaState state, QualifiedName table, Set<String> columns) {
        return state.table(table).stream()
                .flatMap(known -> known.foreignKeys().stream())
                .anyMatch(key -> key.columns().stream().anyMatch(columns::contains));
    }
}
