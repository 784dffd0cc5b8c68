package dev.pgwright.locks;

import dev.pgwright.server.LockMode;
import java.util.List;

/**
 * One row of the table of locks.
 *
 * @param form the statement, such as {@code ALTER TABLE ... ALTER COLUMN ... SET NOT NULL}
 * @param firstVersion the oldest PostgreSQL major version it holds for, of 14 to 18
 * @param lastVersion the newest
 * @param effects in order of role
 * @param note what else is to know; may be empty
 */
public record LockForm(
        String form,
        int firstVersion,
        int lastVersion,
        List<RoleEffect> effects,
        Transactionality transactions,
        String note) {
    public LockForm {
        effects = List.copyOf(effects);
    }

    /** What the statement does to relations of one role. */
    public record RoleEffect(Role role, LockMode mode, boolean rewrites, Reading reading, boolean buildsIndex) {}
}
