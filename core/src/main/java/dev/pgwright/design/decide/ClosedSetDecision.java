package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Attribute.StatusValues;
import dev.pgwright.design.requirements.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a closed set of values is kept: lookup table, enum or check. */
final class ClosedSetDecision {
    /** More values than a check can be read for. */
    static final int MANY_VALUES = 20;
    /** From here on a word in every row and index entry costs gigabytes. */
    static final long MANY_ROWS = 100_000_000L;
    /** A word of this length takes no more than an enum's four bytes, length byte included. */
    private static final int SHORT_WORD = 3;

    /** Where the tree ends. */
    enum Leaf {
        /** People add values while the system runs. */
        LOOKUP_EXTENSIBLE,
        /** The values are steps of a lifecycle that code depends on. */
        ENUM_LIFECYCLE,
        /** A list too long to read in a constraint. */
        LOOKUP_LONG,
        /** A short list, but words in very many rows. */
        ENUM_LARGE_TABLE,
        /** A short list without a lifecycle. */
        CHECK
    }

    private ClosedSetDecision() {}

    /** @param volume of the table; null when unknown */
    static Leaf leaf(StatusValues status, Entity.@Nullable Volume volume) {
        if (status.extensible()) {
            return Leaf.LOOKUP_EXTENSIBLE;
        }
        if (!status.transitions().isEmpty()) {
            return Leaf.ENUM_LIFECYCLE;
        }
        if (status.values().size() > MANY_VALUES) {
            return Leaf.LOOKUP_LONG;
        }
        boolean words = status.values().stream().anyMatch(value -> value.length() > SHORT_WORD);
        boolean large = volume != null && volume.rowsAfter(SchemaDesigner.HORIZON_DAYS) >= MANY_ROWS;
        return words && large ? Leaf.ENUM_LARGE_TABLE : Leaf.CHECK;
    }

    static Decision decision(Attribute attribute, StatusValues status, Entity.@Nullable Volume volume, String column) {
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
        return switch (leaf(status, volume)) {
            case LOOKUP_EXTENSIBLE ->
                of(
                        attribute,
                        column,
                        "lookup table with a foreign key",
                        "values are added while the system runs (extensible)",
                        List.of(enumType, check),
                        "the list turns out to change only with releases");
            case ENUM_LIFECYCLE ->
                of(
                        attribute,
                        column,
                        "enum type, changes guarded by a trigger",
                        "the values are the steps of a lifecycle with allowed transitions, which code depends on",
                        List.of(check, lookup),
                        "a step of the lifecycle must be removed: then move to text with a check");
            case LOOKUP_LONG ->
                of(
                        attribute,
                        column,
                        "lookup table with a foreign key",
                        "the list has more than " + MANY_VALUES
                                + " values: it is data, to be read and ordered by queries",
                        List.of(enumType, check),
                        "the list shrinks to a handful");
            case ENUM_LARGE_TABLE ->
                of(
                        attribute,
                        column,
                        "enum type",
                        "the words would stand in " + Numbers.rows(MANY_ROWS)
                                + " rows and more, and in their index entries",
                        List.of(check, lookup),
                        "a value must be removed: then move to text with a check");
            case CHECK ->
                of(
                        attribute,
                        column,
                        "text with a check",
                        "a short list without a lifecycle, likely to change with releases",
                        List.of(enumType, lookup),
                        "the table passes " + Numbers.rows(MANY_ROWS) + " rows, or people want to add values");
        };
    }

    private static Decision of(
            Attribute attribute,
            String column,
            String choice,
            String because,
            List<Alternative> alternatives,
            String revisit) {
        return new Decision("Closed sets of values", column, choice, because, attribute.place(), alternatives, revisit);
    }
}
