package dev.pgwright.load.folded;

import dev.pgwright.catalog.Routine;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds functions, procedures and aggregates by their names and argument types. */
final class Routines {
    private final Folding folding;
    private final Store store;

    Routines(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
    }

    /** The routine that a statement names; null when there is none and that is well. */
    @Nullable RoutineEntry find(ObjectWithArgs name, ObjectType type, boolean missingOk) {
        List<String> parts = Nodes.names(name.objname());
        List<RoutineEntry> named = new ArrayList<>();
        for (int oid : folding.scope().findRoutines(parts)) {
            if (store.get(oid) instanceof RoutineEntry routine && fits(routine, type)) {
                named.add(routine);
            }
        }
        String written = Scope.written(parts);
        String word = word(type);
        if (name.argsUnspecified()) {
            if (named.size() == 1) {
                return named.get(0);
            }
            if (named.size() > 1) {
                throw Refusal.refused(written, word + " name \"" + written + "\" is not unique");
            }
            return missing(
                    written,
                    "could not find " + (word.startsWith("a") ? "an " : "a ") + word + " named \"" + written + "\"",
                    missingOk);
        }
        List<TypeRef> types = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Node node : name.objargs()) {
            if (node instanceof TypeName argument) {
                TypeRef found = folding.types.resolve(argument).withModifier("");
                types.add(found);
                texts.add(folding.types.shown(found));
            }
        }
        for (RoutineEntry routine : named) {
            if (same(routine.inputTypes(), types)) {
                return routine;
            }
        }
        return missing(written, word + " " + written + "(" + String.join(", ", texts) + ") does not exist", missingOk);
    }

    boolean same(List<TypeRef> one, List<TypeRef> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!store.text(one.get(i).withModifier(""))
                    .equals(store.text(other.get(i).withModifier("")))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable RoutineEntry missing(String written, String message, boolean missingOk) {
        if (missingOk) {
            return null;
        }
        if (folding.unknowns.mayHaveOthers()) {
            throw Refusal.notFollowed(written, "routine \"" + written + "\" is not known here");
        }
        throw Refusal.missing(written, message);
    }

    private static boolean fits(RoutineEntry routine, ObjectType type) {
        return switch (type) {
            case OBJECT_FUNCTION -> routine.kind != Routine.Kind.PROCEDURE;
            case OBJECT_PROCEDURE -> routine.kind == Routine.Kind.PROCEDURE;
            case OBJECT_AGGREGATE -> routine.kind == Routine.Kind.AGGREGATE;
            default -> true;
        };
    }

    private static String word(ObjectType type) {
        return switch (type) {
            case OBJECT_PROCEDURE -> "procedure";
            case OBJECT_AGGREGATE -> "aggregate";
            case OBJECT_ROUTINE -> "routine";
            default -> "function";
        };
    }
}
