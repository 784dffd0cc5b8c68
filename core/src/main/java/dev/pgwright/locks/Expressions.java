package dev.pgwright.locks;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Optional;

/** Expressions that the catalog keeps as text. */
final class Expressions {
    private Expressions() {}

    /** The tree of an expression; empty if it does not parse. */
    static Optional<Node> parse(String expression) {
        return query("select " + expression)
                .filter(select -> select.targetList().size() == 1)
                .map(select -> select.targetList().get(0))
                .filter(ResTarget.class::isInstance)
                .map(target -> ((ResTarget) target).val());
    }

    /** The tree of a query; empty if it does not parse. */
    static Optional<SelectStmt> query(String query) {
        try {
            return Sql.parseStatement(query).tree() instanceof SelectStmt select
                    ? Optional.of(select)
                    : Optional.empty();
        } catch (PgwrightException unparsable) {
            // what another version prints may be more than this grammar knows
            return Optional.empty();
        }
    }

    /** The statements of a text, without those that do not parse. */
    static List<Node> statements(String text) {
        return Sql.parse(SourceFile.of("", text)).statements().stream()
                .map(statement -> statement.tree())
                .toList();
    }

    /** Whether an expression has a column of this name; one that does not parse is taken to. */
    static boolean mentions(String expression, String column) {
        return parse(expression).map(tree -> mentions(tree, column)).orElse(true);
    }

    static boolean mentions(Node tree, String column) {
        return Nodes.all(tree, ColumnRef.class).stream().anyMatch(reference -> {
            List<String> names = Nodes.names(reference.fields());
            return !names.isEmpty() && names.get(names.size() - 1).equals(column);
        });
    }
}
