package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.requirements.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a row that is there already makes its creation a success: where a row says nothing but that others belong
 * together, creating it twice is the same act, and a retry after a lost answer is harmless. A second row with a taken
 * e-mail or number is another one, and whoever creates it has to hear of it.
 */
public final class IdempotentCreateDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** No unique key but the generated one: each call makes a row. */
        NO_NATURAL_KEY,
        /** The key identifies a thing with facts of its own: a duplicate is an error (SQLSTATE 23505). */
        KEY_IDENTIFIES,
        /** The key is all that the row says. */
        ROW_IS_ITS_KEY
    }

    private IdempotentCreateDecision() {}

    static Leaf leaf(Mapping mapping, EntityTable entityTable, Table table) {
        List<List<String>> keys = keys(table);
        if (keys.isEmpty()) {
            return Leaf.NO_NATURAL_KEY;
        }
        return key(mapping, entityTable, table).isPresent() ? Leaf.ROW_IS_ITS_KEY : Leaf.KEY_IDENTIFIES;
    }

    /** The unique key that is all that a row says, in the order of its constraint. */
    public static Optional<List<String>> key(Mapping mapping, EntityTable entityTable, Table table) {
        Set<String> references = mapping.references(entityTable.entity().name()).stream()
                .map(Reference::column)
                .collect(Collectors.toSet());
        List<List<String>> keys = keys(table);
        boolean saysMore = entityTable.entity().attributes().stream().anyMatch(IdempotentCreateDecision::isFact);
        if (keys.size() != 1 || saysMore) {
            return Optional.empty();
        }
        return keys.stream()
                .filter(key -> key.stream().filter(references::contains).count() > 1
                        && key.stream()
                                .allMatch(column -> references.contains(column)
                                        || column.equals(mapping.tenantColumn().orElse(null)))
                        && key.stream()
                                .allMatch(column -> table.column(column)
                                        .filter(Column::notNull)
                                        .isPresent()))
                .findFirst();
    }

    private static boolean isFact(Attribute attribute) {
        return attribute.required() && attribute.defaultValue() == null;
    }

    /** Unique keys whose values the application gives. */
    private static List<List<String>> keys(Table table) {
        List<List<String>> keys = new ArrayList<>();
        table.primaryKey()
                .map(Constraint.PrimaryKey::columns)
                .filter(key -> key.stream()
                        .noneMatch(column -> table.column(column)
                                .filter(made -> made.identity() != null || made.defaultExpression() != null)
                                .isPresent()))
                .ifPresent(keys::add);
        table.of(Constraint.Unique.class).forEach(key -> keys.add(key.columns()));
        return keys;
    }
}
