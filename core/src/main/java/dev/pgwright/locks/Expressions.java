package dev.pgwright.locks;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions, queries and statements that a catalog keeps as text. */
public final class Expressions {
    /** Longer texts are hardly ever there twice. */
    private static final int LONGEST_KEPT = 500;

    /** The trees of those that were asked for last: many columns have the same default, and many rules look into it. */
    private static final Map<String, Node> KEPT = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Node> eldest) {
            return size() > 500;
        }
    });

    private Expressions() {}

    /** The tree of an expression; empty if it does not parse. */
    public static Optional<Node> parse(String expression) {
        return query("select " + expression)
                .filter(select -> select.targetList().size() == 1)
                .map(select -> select.targetList().get(0))
                .filter(ResTarget.class::isInstance)
                .map(target -> ((ResTarget) target).val());
    }

    /** The tree of a query; empty if it does not parse. */
    public static Optional<SelectStmt> query(String query) {
        return statement(query) instanceof SelectStmt select ? Optional.of(select) : Optional.empty();
    }

    /** The tree of one statement; that of none if it does not parse. */
    public static Node statement(String text) {
        Node kept = KEPT.get(text);
        if (kept != null) {
            return kept;
        }
        Node tree = parsed(text);
        if (text.length() <= LONGEST_KEPT) {
            KEPT.put(text, tree);
        }
        return tree;
    }

    private static Node parsed(String text) {
        try {
            return Sql.parseStatement(text).tree();
        } catch (PgwrightException unparsable) {
            // what another version prints may be more than this grammar knows
            return NullNode.INSTANCE;
        }
    }

    /** The statements of a text, without those that do not parse. */
    public static List<Node> statements(String text) {
        return Sql.parse(SourceFile.of("", text)).statements().stream()
                .map(statement -> statement.tree())
                .toList();
    }

    /** Whether a condition holds only where the column is not null because one of its ANDed parts says so. */
    public static boolean requiresNotNull(Node condition, String column) {
        return Nodes.conjuncts(condition).stream()
                .anyMatch(part -> part instanceof NullTest test
                        && test.nulltesttype() == NullTestType.IS_NOT_NULL
                        && test.arg() instanceof ColumnRef reference
                        && Nodes.names(reference.fields()).equals(List.of(column)));
    }

    /** Whether an expression has a column of this name; one that does not parse is taken to. */
    public static boolean mentions(String expression, String column) {
        return parse(expression).map(tree -> mentions(tree, column)).orElse(true);
    }

    /** Whether a tree has a column of this name. */
    public static boolean mentions(Node tree, String column) {
        return Nodes.all(tree, ColumnRef.class).stream().anyMatch(reference -> {
            List<String> names = Nodes.names(reference.fields());
            return !names.isEmpty() && names.get(names.size() - 1).equals(column);
        });
    }
}
