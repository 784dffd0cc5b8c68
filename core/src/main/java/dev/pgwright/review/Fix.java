package dev.pgwright.review;

import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.source.TextEdit;
import java.util.List;

/** How {@code --fix} mends what was found. */
public sealed interface Fix {
    /**
     * Changes of the text that leave its transactions as they are.
     *
     * @param title what it does, for people: {@code add lock_timeout}
     */
    record Edits(String title, List<TextEdit> edits) implements Fix {
        public Edits {
            edits = List.copyOf(edits);
        }
    }

    /** The statement is replaced by another form, which may need transactions of its own. */
    record Replacement(SafeForm form) implements Fix {}

    /**
     * None: it is left to people.
     *
     * @param reason why; a sentence without a full stop
     */
    record ByHand(String reason) implements Fix {
        /** Of a rule that has fixes, but none for this. */
        public static final String NOT_KNOWN = "no safe form of it is known";
    }
}
