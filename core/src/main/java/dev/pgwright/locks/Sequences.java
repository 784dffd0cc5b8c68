package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The sequences that an expression names in nextval and its kin. */
final class Sequences {
    private static final Set<String> FUNCTIONS = Set.of("nextval", "setval", "currval");
    private static final Set<String> NOT_REWRITING = Set.of("owned_by", "generated", "sequence_name");

    private Sequences() {}

    /** Whether an option of ALTER SEQUENCE gives the sequence another file (AlterSequence in sequence.c). */
    static boolean isRewriting(String option) {
        return !NOT_REWRITING.contains(option);
    }

    static List<QualifiedName> named(Node expression, Relations relations) {
        List<QualifiedName> found = new ArrayList<>();
        for (FuncCall call : Nodes.all(expression, FuncCall.class)) {
            List<String> name = Nodes.names(call.funcname());
            if (!name.isEmpty()
                    && FUNCTIONS.contains(name.get(name.size() - 1))
                    && !call.args().isEmpty()) {
                literal(call.args().get(0))
                        .flatMap(Sequences::parts)
                        .map(relations::resolve)
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<String> literal(Node argument) {
        Node value = argument instanceof TypeCast cast && cast.arg() != null ? cast.arg() : argument;
        return value instanceof A_Const constant && constant.sval() != null
                ? Optional.ofNullable(constant.sval().sval())
                : Optional.empty();
    }

    /** The name inside the literal, as regclass reads it. */
    private static Optional<List<String>> parts(String name) {
        try {
            List<String> parts = new ArrayList<>();
            for (Token token : Sql.tokens(name)) {
                String text = name.substring(token.span().start(), token.span().end());
                if (!text.equals(".")) {
                    parts.add(
                            text.startsWith("\"")
                                    ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                                    : text.toLowerCase(Locale.ROOT));
                }
            }
            return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
        } catch (PgwrightException unreadable) {
            return Optional.empty();
        }
    }
}
