package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import dev.pgwright.sql.tree.ReindexObjectType;
import dev.pgwright.sql.tree.ReindexStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that get CONCURRENTLY and nothing else: DROP INDEX, REINDEX, REFRESH MATERIALIZED VIEW. */
public final class Concurrently {
    private Concurrently() {}

    /**
     * DROP INDEX CONCURRENTLY, one index a statement. Indexes of constraints and of partitioned tables refuse it, and
     * CASCADE is not offered (PostgreSQL 18, DROP INDEX).
     */
    public static Optional<SafeForm> dropIndex(Change change) {
        if (!(change.tree() instanceof DropStmt drop)
                || drop.removeType() != ObjectType.OBJECT_INDEX
                || drop.behavior() == DropBehavior.DROP_CASCADE
                || drop.concurrent()) {
            return Optional.empty();
        }
        for (Node object : drop.objects()) {
            if (object instanceof PgList name && isPartOfMore(change, Nodes.names(name.items()))) {
                return Optional.empty();
            }
        }
        String sql = change.sql();
        Fragments words = new Fragments(sql);
        int first = words.areWords(2, "if", "exists") ? 4 : 2;
        boolean restrict = words.isWord(words.size() - 1, "restrict");
        List<String> statements = new ArrayList<>();
        String head = "DROP INDEX CONCURRENTLY " + (first == 4 ? "IF EXISTS " : "");
        for (Span name : new Fragments(restrict ? words.without(words.size() - 1, words.size()) : sql).list(first)) {
            statements.add(head + name.of(sql));
        }
        return Optional.of(new SafeForm(
                "drop it concurrently", statements.stream().map(Part::alone).toList()));
    }

    private static boolean isPartOfMore(Change change, List<String> name) {
        Optional<OwnedIndex> index = change.state().index(change.state().resolve(name));
        return index.isPresent()
                && (index.get().constraint() != null
                        || index.get().index().parent() != null
                        || change.state()
                                .table(index.get().table())
                                .map(table -> table.partitioning() != null)
                                .orElse(false));
    }

    /** REINDEX CONCURRENTLY. Exclusion constraints refuse it or are left out, and so is SYSTEM (PostgreSQL 18, REINDEX). */
    public static Optional<SafeForm> reindex(Change change) {
        if (!(change.tree() instanceof ReindexStmt reindex)
                || reindex.kind() == ReindexObjectType.REINDEX_OBJECT_SYSTEM
                || hasExclusion(change, reindex)) {
            return Optional.empty();
        }
        Fragments words = new Fragments(change.sql());
        boolean options = words.isSymbol(1, '(');
        int kind = options ? words.behindParenthesis(1) : 1;
        for (int i = 2; options && i < kind; i++) {
            if (words.isWord(i, "concurrently")) {
                // REINDEX (CONCURRENTLY false): the option is taken at its word
                int value = words.isSymbol(i + 1, ',') || words.isSymbol(i + 1, ')') ? i + 1 : i + 2;
                return Optional.of(new SafeForm(
                        "rebuild it concurrently", List.of(Part.alone(words.replaced(i, value, "CONCURRENTLY")))));
            }
        }
        return Optional.of(
                new SafeForm("rebuild it concurrently", List.of(Part.alone(words.with(kind, "CONCURRENTLY")))));
    }

    private static boolean hasExclusion(Change change, ReindexStmt reindex) {
        if (reindex.relation() == null) {
            return change.state().tables().stream()
                    .anyMatch(table -> !table.of(Constraint.Exclusion.class).isEmpty());
        }
        QualifiedName name = change.state().resolve(reindex.relation());
        Optional<Table> table = change.state().table(name);
        return table.map(known -> !known.of(Constraint.Exclusion.class).isEmpty())
                .orElseGet(() -> change.state()
                        .index(name)
                        .map(index -> index.constraint() instanceof Constraint.Exclusion)
                        .orElse(false));
    }

    /**
     * REFRESH MATERIALIZED VIEW CONCURRENTLY, of a view that is filled and has a unique index over columns and all rows
     * (PostgreSQL 18, REFRESH MATERIALIZED VIEW). It may run in a transaction.
     */
    public static Optional<SafeForm> refresh(Change change) {
        if (!(change.tree() instanceof RefreshMatViewStmt refresh)
                || refresh.concurrent()
                || refresh.skipData()
                || refresh.relation() == null) {
            return Optional.empty();
        }
        QualifiedName name = change.state().resolve(refresh.relation());
        boolean populated =
                change.state().view(name).map(view -> view.populated()).orElse(false);
        boolean keyed = change.state().indexesOf(name).stream()
                .map(OwnedIndex::index)
                .anyMatch(index -> index.unique()
                        && index.valid()
                        && index.predicate() == null
                        && index.elements().stream().noneMatch(element -> element.expression()));
        return populated && keyed
                ? Optional.of(new SafeForm(
                        "refresh it concurrently",
                        List.of(Part.transaction(new Fragments(change.sql()).with(2, "CONCURRENTLY")))))
                : Optional.empty();
    }

    /** {@code DROP INDEX CONCURRENTLY IF EXISTS}: what a failed build has left behind. */
    static String dropLeftover(String qualifier, String index) {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + qualifier + quoteIdentifier(index);
    }
}
