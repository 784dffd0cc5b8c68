package dev.pgwright.dbml;

import dev.pgwright.source.Span;

/** A name as it means, without quotes. */
public record DbmlName(String text, Span span) {
    static DbmlName of(String text) {
        return new DbmlName(text, Span.at(0));
    }
}
