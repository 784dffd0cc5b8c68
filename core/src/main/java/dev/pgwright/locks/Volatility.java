package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an expression may give another value for every row. */
final class Volatility {
    private Volatility() {}

    /** PostgreSQL's own functions that are stable or immutable, of 14 to 18; read when first asked for. */
    private static final class Steady {
        static final Set<String> NAMES = read();

        private static Set<String> read() {
            try (InputStream list = Volatility.class.getResourceAsStream("steady-functions.txt")) {
                if (list == null) {
                    throw new IllegalStateException("the list of functions is missing");
                }
                return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A function that is neither PostgreSQL's own nor known counts as volatile, as functions are unless they say so. */
    static boolean isVolatile(Node expression, Relations relations) {
        return Nodes.all(expression, FuncCall.class).stream()
                .anyMatch(call -> isVolatile(Nodes.names(call.funcname()), relations));
    }

    private static boolean isVolatile(List<String> name, Relations relations) {
        if (name.isEmpty()) {
            return false;
        }
        boolean builtIn = name.size() == 1 || name.get(0).equals("pg_catalog");
        if (builtIn && Steady.NAMES.contains(name.get(name.size() - 1))) {
            return false;
        }
        QualifiedName resolved = relations.resolve(name);
        List<Routine> routines = relations.routines(resolved);
        return routines.isEmpty() || routines.stream().anyMatch(Volatility::isVolatile);
    }

    private static boolean isVolatile(Routine routine) {
        if (Expressions.statement(routine.definition()) instanceof CreateFunctionStmt function) {
            for (Node option : function.options()) {
                if (option instanceof DefElem element
                        && "volatility".equals(element.defname())
                        && element.arg() instanceof PgString word) {
                    return "volatile".equals(word.sval());
                }
            }
        }
        return true;
    }
}
