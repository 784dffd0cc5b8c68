package dev.pgwright.design.questions;

import dev.pgwright.design.requirements.Subject;
import dev.pgwright.source.Place;

/**
 * One question to the people who know the business.
 *
 * @param id stable: the kind and what it is about, {@code volume:order}; the key of its answer
 * @param place of what it is about, in the requirements
 * @param text the question, in words of the business
 * @param why what hangs on it
 * @param taken what the design does until it is answered
 * @param changes what another answer would change
 * @param rows how many rows are concerned in two years; 0 when nobody said
 * @param rank 1 for what to ask first
 */
public record Question(
        String id,
        QuestionKind kind,
        Subject subject,
        Place place,
        String text,
        String why,
        String taken,
        String changes,
        long rows,
        int rank) {

    /** Whether another answer changes tables, columns, constraints or types; else only indexes and estimates. */
    public boolean changesSchema() {
        return kind.changesSchema();
    }

    /** An answer as it could stand in an answers file, behind the id. */
    public String example() {
        return kind.example().replace(QuestionKind.SUBJECT, subject.name());
    }
}
