package dev.pgwright.migrate.plan;

import java.util.List;

/**
 * A change in its safe form: parts that run one after the other, each in its own transaction or outside of any.
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
     * @param mode whether they need a transaction, must have none, or do not care
     * @param statements SQL without semicolons
     */
    public record Part(Mode mode, List<String> statements) {
        public Part {
            statements = List.copyOf(statements);
        }
    }

    /** How a part runs. */
    public enum Mode {
        /** In a transaction of its own, after which others may go on. */
        TRANSACTION,
        /** Outside of a transaction: PostgreSQL refuses it inside. */
        NO_TRANSACTION
    }
}
