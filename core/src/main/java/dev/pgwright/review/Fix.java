package dev.pgwright.review;

import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.source.TextEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Something else is wanted than what the statements say: another schema, or a query that is written otherwise. Where no
     * database has run the migration it is changed in its text; else by statements behind all others, which are a migration
     * of their own.
     *
     * @param title what it does, for people: {@code make body jsonb}
     * @param edits of the migration's text; none where the statements are put in behind the one that was found
     * @param statements what leads there from the schema as it is, as a developer would write it, without semicolons; their
     *     safe form is the work of other fixes. None when nothing does
     * @param atomic whether nobody may meet what is there between two of the statements
     * @param difference what is not as before in what queries give, a sentence without a full stop; null where nothing is,
     *     or where the statements say it
     * @param otherwise why there are no statements, a sentence without a full stop; null where there are
     */
    record Change(
            String title,
            List<TextEdit> edits,
            List<String> statements,
            boolean atomic,
            @Nullable String difference,
            @Nullable String otherwise)
            implements Fix {
        public Change {
            edits = List.copyOf(edits);
            statements = List.copyOf(statements);
        }

        /** One whose statements may stand in transactions of their own. */
        public Change(
                String title,
                List<TextEdit> edits,
                List<String> statements,
                @Nullable String difference,
                @Nullable String otherwise) {
            this(title, edits, statements, false, difference, otherwise);
        }

        /** The same in one transaction. */
        public Change atomically() {
            return new Change(title, edits, statements, true, difference, otherwise);
        }

        /** The same where the text cannot be edited. */
        public Change withoutEdits() {
            return new Change(title, List.of(), statements, atomic, difference, otherwise);
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
