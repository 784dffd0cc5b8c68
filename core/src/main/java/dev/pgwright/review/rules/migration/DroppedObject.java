package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Trees;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An object that DROP names and that was there before the migration.
 *
 * @param object as the grammar gives it
 * @param place where it is named
 */
record DroppedObject(QualifiedName name, Node object, Span place) {
    /** Those of a DROP of one of the kinds; with IF EXISTS those that are known to be missing are left out. */
    static List<DroppedObject> relations(StatementContext statement, Set<ObjectType> kinds) {
        if (!(statement.tree() instanceof DropStmt drop) || !kinds.contains(drop.removeType())) {
            return List.of();
        }
        List<Span> places =
                Statements.dropped(statement.span(), statement.source().text());
        List<DroppedObject> found = new ArrayList<>();
        for (int i = 0; i < drop.objects().size(); i++) {
            Node object = drop.objects().get(i);
            Span place = i < places.size() ? places.get(i) : statement.span();
            statement
                    .existing(Trees.nameParts(object))
                    .filter(name -> statement.mayBeThere(name) || !drop.missingOk())
                    .ifPresent(name -> found.add(new DroppedObject(name, object, place)));
        }
        return found;
    }
}
