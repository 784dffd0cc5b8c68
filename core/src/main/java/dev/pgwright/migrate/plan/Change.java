package dev.pgwright.migrate.plan;

import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.Node;

/**
 * A statement that is to get its safe form.
 *
 * @param source the whole text that the statement's places are in
 * @param state the schema just before the statement
 */
public record Change(Statement statement, String source, SchemaState state) {
    Node tree() {
        return statement.tree();
    }

    int version() {
        return state.version();
    }

    /** As the user wrote it, without the semicolon. */
    String sql() {
        return statement.span().of(source);
    }
}
