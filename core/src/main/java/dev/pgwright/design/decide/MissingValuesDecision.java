package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.ConsistencyRule.Missing;
import dev.pgwright.design.requirements.ConsistencyRule.UniqueTogether;
import java.util.List;
import java.util.Optional;

/** Whether two rows that both lack a part of a unique key are equal in it. */
public final class MissingValuesDecision {
    private static final int FIRST_WITH_NULLS_NOT_DISTINCT = 15;

    /** Where the tree ends. */
    public enum Leaf {
        /** No part of the key can be missing. */
        NOTHING_MISSING,
        /** The requirements say that they are equal. */
        STATED_EQUAL,
        /** The requirements say that they are not. */
        STATED_DISTINCT,
        /** A fact may be missing: what is not known is not the same. */
        FACT_MISSING,
        /** Only a reference may be missing: to belong to nothing is a place of its own, such as the outermost shelf. */
        REFERENCE_MISSING,
        /** They should be equal, but PostgreSQL 14 cannot compare them. */
        NOT_COMPARED;

        /** Whether the key is NULLS NOT DISTINCT. */
        public boolean equal() {
            return this == STATED_EQUAL || this == REFERENCE_MISSING;
        }
    }

    private MissingValuesDecision() {}

    /**
     * @param fact an attribute among the key may be missing
     * @param reference a reference among the key may be missing
     * @param postgres the major version
     */
    public static Leaf leaf(UniqueTogether rule, boolean fact, boolean reference, int postgres) {
        if (!fact && !reference) {
            return Leaf.NOTHING_MISSING;
        }
        if (rule.missing() == Missing.DISTINCT) {
            return Leaf.STATED_DISTINCT;
        }
        if (rule.missing() == null && fact) {
            return Leaf.FACT_MISSING;
        }
        if (postgres < FIRST_WITH_NULLS_NOT_DISTINCT) {
            return Leaf.NOT_COMPARED;
        }
        return rule.missing() == Missing.EQUAL ? Leaf.STATED_EQUAL : Leaf.REFERENCE_MISSING;
    }

    static Optional<Decision> decision(Leaf leaf, UniqueTogether rule, String constraint) {
        if (leaf == Leaf.NOTHING_MISSING) {
            return Optional.empty();
        }
        String because = switch (leaf) {
            case STATED_EQUAL, STATED_DISTINCT -> "the requirements say so (missing)";
            case FACT_MISSING -> "a fact of the key may be missing, and what is not known is not the same";
            case REFERENCE_MISSING ->
                "only a reference of the key may be missing, and to belong to nothing is a place of its own";
            case NOTHING_MISSING, NOT_COMPARED -> "before PostgreSQL 15 a unique key cannot compare what is missing";
        };
        return Optional.of(new Decision(
                "Missing values in unique keys",
                constraint,
                leaf.equal() ? "equal: NULLS NOT DISTINCT" : "not compared",
                because,
                rule.place(),
                List.of(
                        leaf.equal()
                                ? new Alternative(
                                        "not compared (the default of SQL)",
                                        "any number of rows may lack it",
                                        "two rows that lack it can be the same in all else")
                                : new Alternative(
                                        "equal (NULLS NOT DISTINCT)",
                                        "no two rows that lack it are the same in all else",
                                        "at most one row of each group may lack it; PostgreSQL 15 and later")),
                "the business says otherwise: missing: " + (leaf.equal() ? "distinct" : "equal")));
    }
}
