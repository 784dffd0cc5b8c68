package dev.pgwright.design.decide;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
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

    /** One for each access pattern that creates rows. */
    static List<Decision> decisions(Mapping mapping, Catalog catalog) {
        List<Decision> decisions = new ArrayList<>();
        for (AccessPattern pattern : mapping.requirements().accessPatterns()) {
            if (pattern.kind() == AccessPattern.Kind.CREATE && pattern.sql() == null) {
                EntityTable entityTable = mapping.table(pattern.entity());
                catalog.table(entityTable.name())
                        .map(table -> decision(leaf(mapping, entityTable, table), pattern, entityTable))
                        .ifPresent(decisions::add);
            }
        }
        return decisions;
    }

    private static Decision decision(Leaf leaf, AccessPattern pattern, EntityTable table) {
        Alternative refused = new Alternative(
                "a plain INSERT", "whoever creates it again hears of it", "a retry after a lost answer fails (23505)");
        Alternative passedOver = new Alternative(
                "ON CONFLICT DO NOTHING",
                "a retry after a lost answer is harmless",
                "a second thing under a taken key is lost without a word");
        Alternative callersKey = new Alternative(
                "a key that the caller makes for each request, unique",
                "a retry after a lost answer is harmless",
                "a column and an index that serve nothing else");
        String subject = table.name() + ": " + pattern.name();
        return switch (leaf) {
            case NO_NATURAL_KEY ->
                new Decision(
                        "Creating twice",
                        subject,
                        "each call makes a row",
                        "no key but the generated one tells two of them apart",
                        pattern.place(),
                        List.of(callersKey),
                        "callers repeat a call whose answer was lost");
            case KEY_IDENTIFIES ->
                new Decision(
                        "Creating twice",
                        subject,
                        "the second one is refused (23505)",
                        "its key identifies something that has facts of its own, and the second may differ in them",
                        pattern.place(),
                        List.of(passedOver),
                        "callers cannot tell their own retry from somebody else's row");
            case ROW_IS_ITS_KEY ->
                new Decision(
                        "Creating twice",
                        subject,
                        "the second one changes nothing (ON CONFLICT DO NOTHING)",
                        "a row says nothing but that others belong together, and they do already",
                        pattern.place(),
                        List.of(refused),
                        "a row gets facts of its own");
        };
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
