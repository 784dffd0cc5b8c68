package dev.pgwright.review;

import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.plpgsql.PlpgsqlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameters and variables of a PL/pgSQL body. */
public final class RoutineVariables {
    /** What PL/pgSQL declares by itself. */
    private static final Set<String> OWN = Set.of("found", "sqlstate", "sqlerrm", "new", "old");

    private final List<PlpgsqlNode> datums;
    private final List<Variable> all = new ArrayList<>();
    private final int outerBlock;

    /**
     * A parameter or variable.
     *
     * @param name in lower case when it was not quoted
     * @param type as it was written; empty for what is declared without one
     * @param line inside of the body, from 1; 0 for a parameter
     * @param everywhere whether the whole body sees it: a parameter, or a variable of the outer block
     * @param ofLoop whether a FOR loop over numbers declares it
     * @param ofCursor whether it is an argument of a cursor
     */
    public record Variable(
            int number,
            String name,
            Optional<String> type,
            int line,
            boolean everywhere,
            boolean constant,
            boolean ofLoop,
            boolean ofCursor) {
        public boolean isParameter() {
            return line == 0;
        }
    }

    RoutineVariables(PlpgsqlFunction function) {
        this.datums = function.variables();
        this.outerBlock = outerBlock(function);
        List<String> loops = new ArrayList<>();
        function.root().walk(node -> {
            if (node.kind().equals("PLpgSQL_stmt_fori")) {
                node.node("var").ifPresent(variable -> loops.add(place(variable)));
            }
        });
        boolean parameters = true;
        for (int i = 0; i < datums.size(); i++) {
            PlpgsqlNode datum = datums.get(i);
            String name = datum.text("refname").orElse("");
            parameters &= !name.equals("found");
            boolean scalar = datum.kind().equals("PLpgSQL_var") || datum.kind().equals("PLpgSQL_rec");
            if (!scalar || isOwn(name) || (datum.line().isEmpty() && !parameters)) {
                continue;
            }
            int line = datum.line().orElse(0);
            all.add(new Variable(
                    i,
                    name,
                    datum.node("datatype").flatMap(type -> type.text("typname")),
                    line,
                    line < outerBlock || line == 0,
                    datum.fields().get("isconst") instanceof PlpgsqlValue.Flag,
                    loops.contains(place(datum)),
                    isOfCursor(i)));
        }
    }

    private static String place(PlpgsqlNode variable) {
        return variable.text("refname").orElse("") + " " + variable.line().orElse(0);
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || name.startsWith("tg_") || name.startsWith("__Case__");
    }

    /** The arguments of a cursor stand before their row, and that before the cursor. */
    private boolean isOfCursor(int number) {
        return datums.stream()
                .filter(datum -> datum.kind().equals("PLpgSQL_var")
                        && datum.node("cursor_explicit_expr").isPresent())
                .map(cursor -> number(cursor, "cursor_explicit_argrow"))
                .filter(row -> row > 0 && row < datums.size())
                .anyMatch(row ->
                        datums.get(row).nodes("fields").stream().anyMatch(field -> number(field, "varno") == number));
    }

    /** The line of BEGIN of the block that is in no other. */
    private static int outerBlock(PlpgsqlFunction function) {
        PlpgsqlNode block = function.root().node("action").orElse(function.root());
        while (block.line().isEmpty() && !block.nodes("body").isEmpty()) {
            block = block.nodes("body").get(0);
        }
        return block.line().orElse(0);
    }

    /** All that were named by the author, in order. */
    public List<Variable> all() {
        return List.copyOf(all);
    }

    /** The line of BEGIN of the outer block. */
    public int outerBlock() {
        return outerBlock;
    }

    /** By the number that statements have; empty for a field of a record, and for PL/pgSQL's own. */
    public Optional<Variable> numbered(int number) {
        return all.stream().filter(variable -> variable.number() == number).findFirst();
    }

    /** The only one of a name; empty where there are several in blocks of their own. */
    public Optional<Variable> named(String name) {
        List<Variable> found =
                all.stream().filter(variable -> variable.name().equals(name)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** A number of a node, which is 0 where the field is left out. */
    public static int number(PlpgsqlNode node, String field) {
        return node.fields().get(field) instanceof PlpgsqlValue.Count count ? (int) count.number() : 0;
    }
}
