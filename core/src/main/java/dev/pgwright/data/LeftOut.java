package dev.pgwright.data;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * A table that got no rows.
 *
 * @param reason why, as a sentence goes on after a colon
 * @param referring tables that refer to it: such a reference is NULL in their rows, or they are left out as well
 */
public record LeftOut(QualifiedName table, String reason, List<QualifiedName> referring) {
    public LeftOut {
        referring = List.copyOf(referring);
    }
}
