package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Locale;

/** Tells the functions that may change the schema when they are called. */
final class Programs {
    private static final List<String> WORDS = List.of("create", "alter", "drop", "execute", "call", "rename");

    private Programs() {}

    /** Whether a statement calls a user's function in whose text there is a word of a statement that changes schemas. */
    static boolean mayChangeSchema(Node statement, Folding folding) {
        for (FuncCall call : Nodes.all(statement, FuncCall.class)) {
            for (int oid : folding.scope().findRoutines(Nodes.names(call.funcname()))) {
                if (folding.store.get(oid) instanceof RoutineEntry routine && changes(routine)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean changes(RoutineEntry routine) {
        String text = routine.definition.toLowerCase(Locale.ROOT);
        // the head of the definition has CREATE and maybe more of the words
        String body = text.substring(Math.min(text.length(), Math.max(text.indexOf("$"), text.indexOf("'")) + 1));
        return WORDS.stream().anyMatch(body::contains);
    }
}
