package dev.pgwright.sql;

import dev.pgwright.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL does not accept.
 *
 * @param span the token at which the parser stopped; empty when it stopped at the end or names no token
 * @param message PostgreSQL's own message, such as {@code syntax error at or near "FORM"}
 * @param near the text the message quotes, shortened when long; null when it quotes none
 * @param statement the text that was taken for the statement
 */
public record SyntaxError(
        Span span, String message, @Nullable String near, Span statement) {}
