package dev.pgwright.design.questions;

import dev.pgwright.design.requirements.AnswerTarget;

/**
 * A question in words, with names in braces for what it is about.
 *
 * @param target where the answer goes
 * @param changesSchema whether another answer changes tables, columns, constraints or types
 * @param why the question matters
 * @param taken what is taken until it is answered
 * @param changes what another answer changes
 * @param example of an answer
 */
record QuestionText(
        AnswerTarget target,
        boolean changesSchema,
        String question,
        String why,
        String taken,
        String changes,
        String example) {}
