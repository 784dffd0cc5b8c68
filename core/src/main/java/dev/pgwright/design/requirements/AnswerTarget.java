package dev.pgwright.design.requirements;

import java.util.List;

/**
 * Where the answer to a kind of question goes in the requirements.
 *
 * @param subject what the rest of the question's id names
 * @param keys of the subject that the answer gives
 */
public record AnswerTarget(Subject.Kind subject, Form form, List<String> keys) {
    public AnswerTarget {
        keys = List.copyOf(keys);
    }

    /** How an answer is written. */
    public enum Form {
        /** The value of the only key; a dot leads into a mapping: {@code volume.growth}. */
        VALUE,
        /** A mapping with one or more of the keys. */
        KEYS,
        /**
         * Entries of the only key beside those that are there: of {@code attributes} of the subject, or of a mapping or
         * list at the top of the file.
         */
        ENTRIES,
        /** Nothing but the default: another answer is another model. */
        NONE
    }

    public static AnswerTarget value(Subject.Kind subject, String key) {
        return new AnswerTarget(subject, Form.VALUE, List.of(key));
    }

    public static AnswerTarget keys(Subject.Kind subject, String... keys) {
        return new AnswerTarget(subject, Form.KEYS, List.of(keys));
    }

    public static AnswerTarget entries(Subject.Kind subject, String key) {
        return new AnswerTarget(subject, Form.ENTRIES, List.of(key));
    }

    public static AnswerTarget none(Subject.Kind subject) {
        return new AnswerTarget(subject, Form.NONE, List.of());
    }
}
