package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function, procedure or aggregate. */
final class RoutineEntry extends Entry {
    Routine.Kind kind;
    List<Parameter> parameters = List.of();

    /** Null when it returns what its OUT parameters say, or is a procedure. */
    @Nullable TypeRef returns;

    boolean set;

    /** The statement that made it, as it was written. */
    String definition = "";

    /** i, s or v, as {@code provolatile} of {@code pg_proc}. */
    char volatility = 'v';

    boolean internal;

    /** A parameter; {@code mode} is {@code IN}, {@code OUT}, {@code INOUT}, {@code VARIADIC} or {@code TABLE}. */
    record Parameter(@Nullable String name, TypeRef type, String mode, boolean hasDefault) {
        boolean isInput() {
            return !mode.equals("OUT") && !mode.equals("TABLE");
        }
    }

    RoutineEntry(int oid, QualifiedName name, Routine.Kind kind) {
        super(oid, name);
        this.kind = kind;
    }

    List<TypeRef> inputTypes() {
        return parameters.stream()
                .filter(Parameter::isInput)
                .map(Parameter::type)
                .toList();
    }

    @Override
    String described(Store store) {
        String word = switch (kind) {
            case FUNCTION -> "function ";
            case PROCEDURE -> "procedure ";
            case AGGREGATE -> "aggregate ";
        };
        return word + store.shown(name) + "("
                + String.join(",", inputTypes().stream().map(store::text).toList()) + ")";
    }

    @Override
    RoutineEntry copy() {
        RoutineEntry copy = copyBasics(new RoutineEntry(oid, name, kind));
        copy.parameters = parameters;
        copy.returns = returns;
        copy.set = set;
        copy.definition = definition;
        copy.volatility = volatility;
        copy.internal = internal;
        return copy;
    }
}
