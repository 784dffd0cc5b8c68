package dev.pgwright.review;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Expressions that a catalog keeps as text. */
public final class Expressions {
    private Expressions() {}

    /** The tree of an expression; empty if it does not parse, as what another version prints may not. */
    public static Optional<Node> parse(String expression) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", "select " + expression));
        return parsed.errors().isEmpty()
                        && parsed.statements().size() == 1
                        && parsed.statements().get(0).tree() instanceof SelectStmt select
                        && select.targetList().size() == 1
                        && select.targetList().get(0) instanceof ResTarget target
                ? Optional.ofNullable(target.val())
                : Optional.empty();
    }

    /** Whether a condition holds only where the column is not null because one of its ANDed parts says so. */
    public static boolean requiresNotNull(Node condition, String column) {
        return conjuncts(condition).stream()
                .anyMatch(part -> part instanceof NullTest test
                        && test.nulltesttype() == NullTestType.IS_NOT_NULL
                        && test.arg() instanceof ColumnRef reference
                        && Nodes.names(reference.fields()).equals(List.of(column)));
    }

    /** The parts of a condition that all have to hold. */
    public static List<Node> conjuncts(Node condition) {
        List<Node> parts = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof BoolExpr all && all.boolop() == BoolExprType.AND_EXPR) {
                all.args().forEach(open::push);
            } else {
                parts.add(node);
            }
        }
        return parts;
    }
}
