package dev.pgwright.catalog.print;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a script, without its semicolon.
 *
 * @param block statements of one block stand together, without an empty line between them
 * @param undo what removes its effect when everything after it has been undone; null when something before does
 */
record Statement(String block, String sql, @Nullable String undo) {
    static Statement of(String block, String sql) {
        return new Statement(block, sql, null);
    }
}
