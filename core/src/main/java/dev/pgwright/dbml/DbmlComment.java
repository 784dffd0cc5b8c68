package dev.pgwright.dbml;

import dev.pgwright.source.Span;

/**
 * A comment.
 *
 * @param span with its delimiters, without the line's end
 * @param ownLine nothing but white space stands before it on its line
 */
public record DbmlComment(Span span, boolean ownLine) {}
