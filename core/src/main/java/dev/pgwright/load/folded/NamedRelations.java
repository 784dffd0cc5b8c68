package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.VacuumRelation;
import dev.pgwright.sql.tree.VacuumStmt;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Relations without which statements are refused that are no queries and leave the schema as it is. */
final class NamedRelations {
    private NamedRelations() {}

    /** A relation that is certainly not there; empty where all of a statement are, or may be. */
    static Optional<RangeVar> missing(Node tree, Folding folding) {
        return of(tree).filter(relation -> folding.scope().findRelation(relation) == 0)
                .filter(relation -> !folding.unknowns.mayHaveRelation(relation.schemaname()))
                .findFirst();
    }

    private static Stream<RangeVar> of(Node tree) {
        if (tree instanceof TruncateStmt statement) {
            return all(statement.relations());
        } else if (tree instanceof LockStmt statement) {
            return all(statement.relations());
        } else if (tree instanceof VacuumStmt statement) {
            return statement.rels().stream()
                    .filter(VacuumRelation.class::isInstance)
                    .flatMap(one -> one(((VacuumRelation) one).relation()));
        } else if (tree instanceof ReindexStmt statement) {
            return one(statement.relation());
        } else if (tree instanceof CopyStmt statement) {
            return one(statement.relation());
        }
        return tree instanceof RefreshMatViewStmt statement ? one(statement.relation()) : Stream.of();
    }

    private static Stream<RangeVar> one(@Nullable RangeVar relation) {
        return Stream.ofNullable(relation);
    }

    private static Stream<RangeVar> all(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node instanceof RangeVar relation ? relation : null)
                .filter(Objects::nonNull);
    }
}
