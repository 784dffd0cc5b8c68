package dev.pgwright.design.prove;

import dev.pgwright.catalog.QualifiedName;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and values as SQL text; every name is quoted. */
final class Quoted {
    /** Longer texts of one character are written as a call that makes them. */
    private static final int LONG = 200;

    private Quoted() {}

    static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String name(QualifiedName name) {
        return name(name.schema()) + '.' + name(name.name());
    }

    static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Quoted::name).collect(Collectors.joining(", "));
    }

    static String literal(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        if (value.length() > LONG && value.chars().allMatch(c -> c == value.charAt(0))) {
            return "repeat(" + literal(value.substring(0, 1)) + ", " + value.length() + ")";
        }
        String quoted = '\'' + value.replace("'", "''") + '\'';
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
