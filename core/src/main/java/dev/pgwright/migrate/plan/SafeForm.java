package dev.pgwright.migrate.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change in its safe form: parts that run one after the other, each in its own transaction or outside of any. The
 * first part, if it is a transaction, belongs to the one that the changed statement is in; with no statements it says that
 * what stands before has to commit first. What stands behind the statement comes in another transaction than the last
 * part, unless that is the only one.
 *
 * @param title what it does, for people: {@code add NOT VALID, then validate}
 */
public record SafeForm(String title, List<Part> parts) {
    public SafeForm {
        parts = List.copyOf(parts);
    }

    /**
     * Statements that run together.
     *
     * @param mode whether they are one transaction or must be in none
     * @param statements SQL without semicolons
     * @param backfill what the only statement does in batches, for those who choose their size; null for other parts
     */
    public record Part(
            Mode mode, List<String> statements, @Nullable Backfill backfill) {
        public Part {
            statements = List.copyOf(statements);
        }

        /** Statements that are no backfill. */
        public Part(Mode mode, List<String> statements) {
            this(mode, statements, null);
        }

        /** Statements that are one transaction, which commits before the next part begins. */
        static Part transaction(String... statements) {
            return new Part(Mode.TRANSACTION, List.of(statements));
        }

        /** Statements that PostgreSQL refuses in a transaction. */
        static Part alone(String... statements) {
            return new Part(Mode.NO_TRANSACTION, List.of(statements));
        }
    }

    /** The form with its keywords in small letters, if that is how the user writes them. */
    public SafeForm inCaseOf(String sql) {
        return LetterCase.isSmall(sql)
                ? new SafeForm(
                        title,
                        parts.stream()
                                .map(part -> new Part(
                                        part.mode(),
                                        part.statements().stream()
                                                .map(LetterCase::small)
                                                .toList(),
                                        part.backfill()))
                                .toList())
                : this;
    }

    /** How a part runs. */
    public enum Mode {
        /** In a transaction of its own, after which others may go on. */
        TRANSACTION,
        /** Outside of a transaction: PostgreSQL refuses it inside. */
        NO_TRANSACTION
    }
}
