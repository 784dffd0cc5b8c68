package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Views that are temporary because they read something temporary, without a word of it (DefineView of PostgreSQL's view.c). */
public final class TemporaryViews {
    private TemporaryViews() {}

    /**
     * Whether CREATE VIEW makes a temporary view: it says so, or its query names a temporary relation.
     *
     * @param resolve what a name means before the statement
     */
    public static boolean isTemporary(ViewStmt statement, Function<RangeVar, QualifiedName> resolve) {
        if (statement.view() == null || statement.query() == null) {
            return false;
        }
        if ("t".equals(statement.view().relpersistence())
                || Scope.TEMPORARY.equals(statement.view().schemaname())) {
            return true;
        }
        Set<String> queries = Nodes.all(statement.query(), CommonTableExpr.class).stream()
                .map(query -> Scope.text(query.ctename()))
                .collect(Collectors.toSet());
        return Nodes.all(statement.query(), RangeVar.class).stream()
                .filter(range -> range.schemaname() != null || !queries.contains(Scope.text(range.relname())))
                .anyMatch(range -> resolve.apply(range).schema().equals(Scope.TEMPORARY));
    }

    /** The name that the view gets, or that of the one it replaces. */
    public static QualifiedName name(ViewStmt statement, Function<RangeVar, QualifiedName> resolve) {
        RangeVar view = statement.view();
        if (view == null) {
            throw new IllegalArgumentException("a view without a name");
        }
        return isTemporary(statement, resolve)
                ? QualifiedName.of(Scope.TEMPORARY, Scope.text(view.relname()))
                : resolve.apply(view);
    }
}
