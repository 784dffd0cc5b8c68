package dev.pgwright.design.decide;

import dev.pgwright.design.decide.Mapping.Reference;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Whether a column may be without a value, and what its absence then means. */
final class NullabilityDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** Every row has it. */
        REQUIRED,
        /** A list without elements says that there are none. */
        EMPTY_LIST,
        /** An amount and its currency are there together or not at all. */
        TOGETHER,
        /** Unknown, or not for this row. */
        OPTIONAL;

        boolean notNull() {
            return this == REQUIRED || this == EMPTY_LIST;
        }
    }

    private NullabilityDecision() {}

    static Leaf leaf(Attribute attribute) {
        if (attribute.type() == BusinessType.TAGS) {
            return Leaf.EMPTY_LIST;
        }
        if (attribute.required()) {
            return Leaf.REQUIRED;
        }
        return PathResolver.hasCurrencyColumn(attribute) ? Leaf.TOGETHER : Leaf.OPTIONAL;
    }

    static Leaf leaf(Reference reference) {
        return reference.required() ? Leaf.REQUIRED : Leaf.OPTIONAL;
    }

    /** The decisions of one table: each leaf that occurs, with its columns. */
    static List<Decision> decisions(String table, Place place, List<Attribute> attributes, List<Reference> references) {
        Map<Leaf, List<String>> columns = new EnumMap<>(Leaf.class);
        references.forEach(reference -> columns.computeIfAbsent(leaf(reference), leaf -> new ArrayList<>())
                .add(reference.column()));
        attributes.forEach(attribute -> columns.computeIfAbsent(leaf(attribute), leaf -> new ArrayList<>())
                .add(attribute.name()));
        return columns.entrySet().stream()
                .map(entry -> decision(entry.getKey(), table + " (" + String.join(", ", entry.getValue()) + ")", place))
                .toList();
    }

    private static Decision decision(Leaf leaf, String subject, Place place) {
        return switch (leaf) {
            case REQUIRED ->
                of(
                        subject,
                        place,
                        "NOT NULL",
                        "the requirements say that every row has it (required)",
                        new Alternative(
                                "NULL allowed",
                                "rows can be stored before all is known",
                                "every reader has to handle its absence, and the one that forgets gets wrong sums"),
                        "rows must be stored before the value is known");
            case EMPTY_LIST ->
                of(
                        subject,
                        place,
                        "NOT NULL with the empty array as default",
                        "an empty list already says that there are none",
                        new Alternative(
                                "NULL allowed", "nothing", "two ways to say the same, of which queries find only one"),
                        "not having been asked differs from having none");
            case TOGETHER ->
                of(
                        subject,
                        place,
                        "NULL allowed, for the amount and its currency together",
                        "it is not required, and an amount without its currency says nothing (a check keeps them"
                                + " together)",
                        new Alternative(
                                "two columns that know nothing of each other", "no check", "amounts of nothing"),
                        "all amounts are in one currency");
            case OPTIONAL ->
                of(
                        subject,
                        place,
                        "NULL allowed; NULL means unknown or not for this row",
                        "the requirements do not say that every row has it",
                        new Alternative(
                                "NOT NULL with a default",
                                "comparisons need no care for NULL",
                                "an invented value cannot be told from a real one"),
                        "every row turns out to have it: then required: true");
        };
    }

    private static Decision of(
            String subject, Place place, String choice, String because, Alternative alternative, String revisit) {
        return new Decision("Nullability", subject, choice, because, place, List.of(alternative), revisit);
    }
}
