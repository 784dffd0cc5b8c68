package dev.pgwright.sql.engine;

import dev.pgwright.sql.tree.Node;
import java.util.List;

/** What the parser makes of a text: its statements, or the first error. */
public sealed interface ParsedText {

    /** The statements in order; empty when the text has only blanks and comments. */
    record Statements(List<RawStatement> statements) implements ParsedText {
        public Statements {
            statements = List.copyOf(statements);
        }
    }

    /**
     * The text does not parse.
     *
     * @param message PostgreSQL's own
     * @param offset where, in the whole source
     */
    record Failure(String message, int offset) implements ParsedText {}

    /**
     * A statement and its place in the whole source.
     *
     * @param start offset of its first token
     * @param end offset of its semicolon, or the end of the text
     */
    record RawStatement(Node tree, int start, int end) {}
}
