package dev.pgwright.review.rules.migration;

import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ReindexStmt;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What CONCURRENTLY leaves behind when it is stopped half way. */
final class Leftovers {
    private Leftovers() {}

    /** What is left, in words. */
    static String of(Node concurrent) {
        if (concurrent instanceof IndexStmt index) {
            String name = index.idxname() == null ? "an invalid index" : "the index " + index.idxname() + " invalid";
            return name + ", which every write keeps up to date";
        }
        if (concurrent instanceof ReindexStmt) {
            return "an invalid copy of an index, which every write keeps up to date";
        }
        return concurrent instanceof DropStmt
                ? "the index there, but invalid"
                : "the partition there, but with its detaching pending";
    }

    /** Whether an earlier statement of the migration, or of the one before it, removes the index that this one builds. */
    static boolean isRemovedBefore(StatementContext statement) {
        if (!(statement.tree() instanceof IndexStmt index) || index.idxname() == null) {
            return false;
        }
        String name = index.idxname();
        MigrationContext migration = statement.migration();
        // what runs outside of transactions often has a file of its own
        @Nullable MigrationContext previous = migration.previous();
        return migration.steps().stream().anyMatch(step -> removes(statement, step, name))
                || (previous != null && previous.steps().stream().anyMatch(step -> isDropOf(step.tree(), name)));
    }

    private static boolean removes(StatementContext statement, Step step, String name) {
        if (isDropOf(step.tree(), name)) {
            return true;
        }
        Optional<RoutineBody> body =
                step.tree() instanceof DoStmt ? statement.migration().body(step.statement()) : Optional.empty();
        return body.filter(found -> found.sql().stream().anyMatch(inner -> isDropOf(inner.sql(), name)))
                .isPresent();
    }

    private static boolean isDropOf(@Nullable Node tree, String name) {
        return tree instanceof DropStmt drop
                && drop.removeType() == ObjectType.OBJECT_INDEX
                && drop.objects().stream().anyMatch(object -> {
                    List<String> parts = Trees.nameParts(object);
                    return !parts.isEmpty() && parts.get(parts.size() - 1).equals(name);
                });
    }

    /** Whether a step looks at pg_index.indisvalid. */
    static boolean asksForValid(StatementContext statement, Step step) {
        Predicate<Node> asks = tree -> Nodes.all(tree, ColumnRef.class).stream()
                .anyMatch(column -> Nodes.names(column.fields()).contains("indisvalid"));
        return asks.test(step.tree())
                || statement
                        .migration()
                        .bodyWith("indisvalid", step.statement())
                        .map(RoutineBody::expressions)
                        .orElse(List.of())
                        .stream()
                        .anyMatch(asks);
    }
}
