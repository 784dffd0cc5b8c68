package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.util.List;

/** How a closed set of values is kept: lookup table, enum or check. */
final class StatusDecision {
    /** Where the tree ends. */
    enum Leaf {
        /** People add values while the system runs. */
        LOOKUP_TABLE,
        /** The values are steps of a lifecycle that code depends on. */
        ENUM,
        /** A short list without a lifecycle. */
        CHECK
    }

    private StatusDecision() {}

    static Leaf leaf(StatusValues status) {
        if (status.extensible()) {
            return Leaf.LOOKUP_TABLE;
        }
        return status.transitions().isEmpty() ? Leaf.CHECK : Leaf.ENUM;
    }

    static Decision decision(Attribute attribute, StatusValues status, String column) {
        Alternative lookup = new Alternative(
                "lookup table",
                "values are added by an INSERT and can carry more facts",
                "a join or a code in every query");
        Alternative enumType = new Alternative(
                "enum type", "4 bytes a row, sorted by the order of life", "a value can be added but never taken away");
        Alternative check = new Alternative(
                "text with a check",
                "any change of the list is one constraint, validated without blocking",
                "the whole word in every row and index entry");
        return switch (leaf(status)) {
            case LOOKUP_TABLE ->
                new Decision(
                        "Closed sets of values",
                        column,
                        "lookup table with a foreign key",
                        "values are added while the system runs (extensible)",
                        attribute.place(),
                        List.of(enumType, check),
                        "the list turns out to change only with releases");
            case ENUM ->
                new Decision(
                        "Closed sets of values",
                        column,
                        "enum type, changes guarded by a trigger",
                        "the values are the steps of a lifecycle with allowed transitions, which code depends on",
                        attribute.place(),
                        List.of(check, lookup),
                        "a step of the lifecycle must be removed: then move to text with a check");
            case CHECK ->
                new Decision(
                        "Closed sets of values",
                        column,
                        "text with a check",
                        "a short list without a lifecycle, likely to change with releases",
                        attribute.place(),
                        List.of(enumType, lookup),
                        "the column is in a table of 10^8 rows or more and its words are long, or people want to add values");
        };
    }
}
