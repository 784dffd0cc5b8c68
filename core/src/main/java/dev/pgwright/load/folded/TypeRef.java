package dev.pgwright.load.folded;

/**
 * A type as a column has it.
 *
 * @param object the number of a type that was made, 0 for one of PostgreSQL's own and for one that is not known
 * @param name of PostgreSQL's own type as {@code pg_type} has it; of an unknown one its text
 * @param modifier with its parentheses, empty for none
 * @param known false for what only an extension or a statement that was not followed can have made
 */
record TypeRef(int object, String name, String modifier, boolean array, boolean known) {
    static TypeRef builtin(String name) {
        return new TypeRef(0, name, "", false, true);
    }

    static TypeRef builtin(String name, String modifier) {
        return new TypeRef(0, name, modifier, false, true);
    }

    static TypeRef made(int object, String name) {
        return new TypeRef(object, name, "", false, true);
    }

    static TypeRef unknown(String text) {
        return new TypeRef(0, text, "", false, false);
    }

    TypeRef withModifier(String text) {
        return new TypeRef(object, name, text, array, known);
    }

    TypeRef asArray() {
        return new TypeRef(object, name, modifier, true, known);
    }

    TypeRef element() {
        return new TypeRef(object, name, modifier, false, known);
    }

    boolean is(String builtin) {
        return object == 0 && known && !array && name.equals(builtin);
    }
}
