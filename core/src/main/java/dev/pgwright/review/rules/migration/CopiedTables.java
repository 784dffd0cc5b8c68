package dev.pgwright.review.rules.migration;

import dev.pgwright.review.StatementContext;
import dev.pgwright.server.RelationKind;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables that a query reads. */
final class CopiedTables {
    private CopiedTables() {}

    /** Those that were there before the migration, for people; empty when there are none. */
    static Optional<String> names(StatementContext statement) {
        Set<String> names = statement.step().existing().stream()
                .filter(effect -> effect.kind() != RelationKind.INDEX
                        && effect.kind() != RelationKind.PARTITIONED_INDEX
                        && effect.kind() != RelationKind.SEQUENCE)
                .map(effect -> effect.relation().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }
}
