package dev.pgwright.dbml;

import dev.pgwright.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One setting between brackets.
 *
 * @param name in lower case, words separated by one space
 */
public record DbmlSetting(String name, Span span, @Nullable DbmlValue value) {
    static DbmlSetting flag(String name) {
        return new DbmlSetting(name, Span.at(0), null);
    }

    static DbmlSetting of(String name, DbmlValue value) {
        return new DbmlSetting(name, Span.at(0), value);
    }

    static DbmlSetting text(String name, String value) {
        return of(name, DbmlValue.Text.of(value));
    }
}
