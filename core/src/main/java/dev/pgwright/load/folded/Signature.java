package dev.pgwright.load.folded;

import java.util.List;

/**
 * What a function takes and gives.
 *
 * @param routine the number of a routine that was made, 0 for PostgreSQL's own
 * @param kind f, p, a or w, as {@code prokind} of {@code pg_proc}
 * @param volatility i, s or v
 * @param variadic whether the last argument is an array of as many as are given
 * @param defaults how many of the last arguments may be left out
 * @param outputs the OUT, INOUT and TABLE parameters
 */
record Signature(
        int routine,
        char kind,
        boolean set,
        char volatility,
        List<Argument> arguments,
        boolean variadic,
        int defaults,
        TypeRef result,
        List<Argument> outputs) {
    /** A parameter; the name is empty for none. */
    record Argument(String name, TypeRef type) {}

    Signature {
        arguments = List.copyOf(arguments);
        outputs = List.copyOf(outputs);
    }

    List<TypeRef> types() {
        return arguments.stream().map(Argument::type).toList();
    }
}
