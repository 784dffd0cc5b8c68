package dev.pgwright.design.model;

import dev.pgwright.source.Place;
import java.util.List;

/**
 * One judgement of the design and what it rests on.
 *
 * @param topic what was decided, for example {@code Primary key}
 * @param subject the table, column or constraint that it is about
 * @param choice what was chosen
 * @param because the requirement or fact that decided, as a clause
 * @param requirement where in the requirements it is said
 * @param alternatives what else there was, and why not
 * @param revisit when the choice should be looked at again
 */
public record Decision(
        String topic,
        String subject,
        String choice,
        String because,
        Place requirement,
        List<Alternative> alternatives,
        String revisit) {
    public Decision {
        alternatives = List.copyOf(alternatives);
    }

    /** A road not taken. */
    public record Alternative(String option, String gain, String cost) {}
}
