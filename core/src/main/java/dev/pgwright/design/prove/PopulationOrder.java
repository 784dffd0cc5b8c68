package dev.pgwright.design.prove;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** In which order tables can be filled: after all that they refer to, or at least after all that they must refer to. */
final class PopulationOrder {
    private PopulationOrder() {}

    static List<TableFacts> of(List<TableFacts> tables) {
        List<TableFacts> left = new ArrayList<>(tables);
        Set<QualifiedName> done = new HashSet<>();
        List<TableFacts> order = new ArrayList<>();
        while (!left.isEmpty()) {
            TableFacts next = first(left, table -> refersOnlyTo(table, done, true))
                    .orElseGet(() -> first(left, table -> refersOnlyTo(table, done, false))
                            .orElse(left.get(0)));
            left.remove(next);
            done.add(next.table().name());
            order.add(next);
        }
        return order;
    }

    private static Optional<TableFacts> first(List<TableFacts> tables, Predicate<TableFacts> wanted) {
        return tables.stream().filter(wanted).findFirst();
    }

    private static boolean refersOnlyTo(TableFacts table, Set<QualifiedName> done, boolean optionalToo) {
        return table.table().foreignKeys().stream()
                .filter(ForeignKey::enforced)
                .filter(key -> !ParentChoice.isToSelf(table, key))
                .filter(key -> optionalToo || !ParentChoice.isOptional(table, key))
                .allMatch(key -> done.contains(key.referenced()));
    }
}
