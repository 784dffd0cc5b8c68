package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.WithQuery;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.WithClause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The queries of WITH (parse_cte.c of PostgreSQL 18). */
final class WithBinder {
    private final Analysis analysis;
    private final QueryBinder queries;
    private final Set<CommonTableExpr> started = Collections.newSetFromMap(new IdentityHashMap<>());

    WithBinder(Analysis analysis, QueryBinder queries) {
        this.analysis = analysis;
        this.queries = queries;
    }

    void define(WithClause clause, QueryScope scope) {
        Map<String, CommonTableExpr> all = new LinkedHashMap<>();
        for (Node node : clause.ctes()) {
            if (node instanceof CommonTableExpr with && with.ctequery() != null) {
                String name = Scope.text(with.ctename());
                if (all.put(name, with) != null) {
                    analysis.fault(
                            "42712",
                            "WITH query name \"" + name + "\" specified more than once",
                            name,
                            with.location());
                }
            }
        }
        if (clause.recursive()) {
            // each can name the others, whatever their order
            all.keySet().forEach(name -> scope.define(name, new WithQuery()));
        }
        all.values().forEach(with -> define(with, all, clause.recursive(), scope));
    }

    private void define(CommonTableExpr with, Map<String, CommonTableExpr> all, boolean recursive, QueryScope scope) {
        Node query = with.ctequery();
        if (query == null || !started.add(with)) {
            return;
        }
        String name = Scope.text(with.ctename());
        List<String> names = Nodes.names(with.aliascolnames());
        boolean refersToItself = false;
        if (recursive) {
            for (RangeVar range : Nodes.all(query, RangeVar.class)) {
                CommonTableExpr other = range.schemaname() == null ? all.get(Scope.text(range.relname())) : null;
                refersToItself |= other == with;
                if (other != null && other != with) {
                    define(other, all, true, scope);
                }
            }
        }
        WithQuery result = new WithQuery();
        List<Column> first = null;
        if (refersToItself && query instanceof SelectStmt select && select.larg() != null) {
            first = ofFirstPart(select, names, scope);
            WithQuery inside = new WithQuery();
            inside.columns = extended(with, first);
            inside.open = !queries.isComplete(select.larg());
            scope.define(name, inside);
        }
        List<Column> found = renamed(name, queries.query(query, scope, true), names, with.location());
        result.open = !queries.isComplete(query);
        result.columns = extended(with, first == null ? found : checked(name, first, found));
        scope.define(name, result);
    }

    /** The part that does not recurse says what the columns are; what else it says is said when the whole is analysed. */
    private List<Column> ofFirstPart(SelectStmt select, List<String> names, QueryScope scope) {
        SelectStmt part = select.larg();
        Analysis apart = new Analysis(analysis.folding, analysis.outside, analysis.deducesParameters, fault -> {});
        QueryBinder binder = new QueryBinder(apart, false);
        List<Column> columns = part == null ? List.of() : binder.query(part, scope, true);
        if (part != null && !binder.isComplete(part)) {
            queries.markIncomplete(part);
        }
        List<Column> all = new ArrayList<>();
        for (Column column : columns) {
            // the part that recurses may give NULL
            all.add(new Column(column.name, column.type, 0, 0, false, null));
        }
        return renamed("", all, names, -1);
    }

    private List<Column> checked(String name, List<Column> first, List<Column> whole) {
        for (int i = 0; i < Math.min(first.size(), whole.size()); i++) {
            TypeRef one = first.get(i).type;
            TypeRef other = whole.get(i).type;
            if (one != null && other != null && !TypeRules.same(one, other)) {
                analysis.fault(
                        "42804",
                        "recursive query \"" + name + "\" column " + (i + 1) + " has type " + analysis.shown(one)
                                + " in non-recursive term but type " + analysis.shown(other) + " overall",
                        first.get(i).name,
                        -1);
            }
        }
        return first;
    }

    /** With the columns of SEARCH and CYCLE. */
    private static List<Column> extended(CommonTableExpr with, List<Column> columns) {
        List<Column> all = new ArrayList<>(columns);
        if (with.searchClause() != null) {
            all.add(Column.computed(Scope.text(with.searchClause().searchSeqColumn()), null));
        }
        if (with.cycleClause() != null) {
            all.add(Column.computed(Scope.text(with.cycleClause().cycleMarkColumn()), null));
            all.add(Column.computed(Scope.text(with.cycleClause().cyclePathColumn()), null));
        }
        return all;
    }

    private List<Column> renamed(String name, List<Column> columns, List<String> names, int location) {
        if (names.size() > columns.size() && !name.isEmpty()) {
            analysis.fault(
                    "42P10",
                    "WITH query \"" + name + "\" has " + columns.size() + " columns available but " + names.size()
                            + " columns specified",
                    name,
                    location);
        }
        return FromBinder.renamed(columns, names);
    }
}
