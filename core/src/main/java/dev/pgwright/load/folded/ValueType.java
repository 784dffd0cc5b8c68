package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The type of an expression.
 *
 * @param name of PostgreSQL's own type, or of its element, as {@code pg_type} has it: {@code int4}; else of the one made
 * @param made the name with its schema of a type that a statement made, null for PostgreSQL's own
 * @param text as {@code format_type} gives it: {@code character varying(20)}, {@code integer[]}
 * @param category the letter of {@code typcategory}: N for numbers, S for strings, D for dates and times, ...
 */
public record ValueType(String name, @Nullable QualifiedName made, boolean array, String text, char category) {
    /** What a literal is that nothing gives a type (PostgreSQL 10 and newer). */
    public static final ValueType TEXT = new ValueType("text", null, false, "text", 'S');

    /** Whether it is this type of PostgreSQL's own. */
    public boolean is(String builtin) {
        return made == null && !array && name.equals(builtin);
    }

    /** Without length and precision. */
    public String withoutModifier() {
        int open = text.indexOf('(');
        int close = text.indexOf(')', open);
        return made != null || open < 0 ? text : text.substring(0, open) + text.substring(close + 1);
    }
}
