package dev.pgwright.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row security policy of a table.
 *
 * @param roles as SQL: {@code PUBLIC} or quoted names, in order of name
 * @param using what stands in the parentheses of {@code USING}
 * @param withCheck what stands in the parentheses of {@code WITH CHECK}
 */
public record Policy(
        String name,
        boolean permissive,
        Command command,
        List<String> roles,
        @Nullable String using,
        @Nullable String withCheck,
        @Nullable String comment) {
    public Policy {
        roles = List.copyOf(roles);
    }

    /** What a policy is for. */
    public enum Command {
        ALL,
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }
}
