package dev.pgwright.sql;

import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.Node;

/**
 * One SQL statement.
 *
 * @param span from its first token to its last, without the semicolon
 * @param tree its tree; locations in it are offsets of the same text as the span's
 */
public record Statement(Span span, Node tree) {}
