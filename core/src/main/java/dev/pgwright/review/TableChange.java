package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommonTableExpr;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of a table's rows that a statement makes, directly or in a DO block.
 *
 * @param table as it is called in full
 * @param existing whether the table was there before the migration
 * @param place where the change stands
 * @param looped whether it stands in a loop
 */
public record TableChange(
        DataChange change, Reach reach, QualifiedName table, boolean existing, Span place, boolean looped) {
    static List<TableChange> of(StatementContext statement) {
        List<TableChange> found = new ArrayList<>();
        if (statement.tree() instanceof DoStmt) {
            Optional<RoutineBody> body = statement.body();
            for (Inner inner : body.map(RoutineBody::sql).orElse(List.of())) {
                collect(
                        statement,
                        inner.sql(),
                        body.get().variables(),
                        inner.span(),
                        !inner.loops().isEmpty(),
                        found);
            }
        } else {
            collect(statement, statement.tree(), Set.of(), null, false, found);
        }
        return found;
    }

    private static void collect(
            StatementContext statement,
            @Nullable Node tree,
            Set<String> variables,
            @Nullable Span body,
            boolean looped,
            List<TableChange> found) {
        if (tree == null) {
            return;
        }
        for (DataChange change : DataChange.of(tree)) {
            Reach reach = Reaches.of(change, tree, statement.state()::table, variables);
            Optional<QualifiedName> existing = statement.existing(change.target());
            found.add(new TableChange(
                    change,
                    reach,
                    existing.orElseGet(() -> statement.state().resolve(change.target())),
                    existing.isPresent(),
                    body == null ? place(statement, change) : body,
                    looped));
        }
    }

    private static Span place(StatementContext statement, DataChange change) {
        int location = change.target().location();
        return location < 0 ? statement.span() : Words.at(statement.source().text(), location);
    }

    /** Whether it is an UPDATE or DELETE of every row, whatever is in them. */
    public boolean isOfAllRows() {
        if (change.tree() instanceof UpdateStmt update) {
            return update.whereClause() == null && update.fromClause().isEmpty();
        }
        return change.tree() instanceof DeleteStmt delete
                && delete.whereClause() == null
                && delete.usingClause().isEmpty();
    }

    /** The existing tables whose rows an INSERT takes. */
    public List<QualifiedName> sources(StatementContext statement) {
        if (!(change.tree() instanceof InsertStmt insert) || insert.selectStmt() == null) {
            return List.of();
        }
        return Nodes.all(insert.selectStmt(), RangeVar.class).stream()
                .filter(range -> statement.state().isRelation(statement.state().resolve(range))
                        || range.schemaname() != null
                        || !isQuery(statement.tree(), range))
                .flatMap(range -> statement.existing(range).stream())
                .distinct()
                .toList();
    }

    private static boolean isQuery(Node statement, RangeVar range) {
        return Nodes.all(statement, CommonTableExpr.class).stream()
                .anyMatch(query -> range.relname() != null && range.relname().equals(query.ctename()));
    }

    /** {@code UPDATE of public.orders}, for messages. */
    public String words() {
        return change.verb() == DataChange.Verb.INSERT ? "INSERT into " + table : change.verb() + " of " + table;
    }
}
