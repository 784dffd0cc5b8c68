package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * What a statement does to the relations that existed before it. Locks on the system catalogs and on TOAST tables are
 * left out, and so is what happens inside functions and triggers.
 *
 * @param form the rows of {@link LockTable#forms} that it is, joined by " + "; empty for a statement that touches none
 * @param relations in order of name; each at its most: where rows decide (which partition they go to, whether a foreign
 *     key is asked), the one that could be
 * @param opaque it may touch more: it runs code that this table does not know (DO, CALL, functions, triggers), or is about
 *     something of which the schema does not say which relations it belongs to
 */
public record StatementEffects(
        String form, List<RelationEffect> relations, Transactionality transactions, boolean opaque) {
    public StatementEffects {
        relations = List.copyOf(relations);
    }

    /** What it does to this relation. */
    public Optional<RelationEffect> on(QualifiedName relation) {
        return relations.stream()
                .filter(effect -> effect.relation().equals(relation))
                .findFirst();
    }
}
