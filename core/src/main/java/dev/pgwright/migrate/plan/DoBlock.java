package dev.pgwright.migrate.plan;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DO block that does nothing but run SQL statements one after the other, taken apart into these. They stay one
 * transaction, as the block was; what each of them needs comes after.
 */
public final class DoBlock {
    /** Why others are left as they are. */
    public static final String NOT_PLAIN =
            "it stands in a DO block that has conditions, loops, variables or handlers, which is not taken apart";

    private DoBlock() {}

    /** The statements of a DO block; empty when anything in it depends on what happens when it runs. */
    public static Optional<SafeForm> apart(Change change) {
        if (!(change.tree() instanceof DoStmt)) {
            return Optional.empty();
        }
        return statements(change.sql())
                .map(statements -> new SafeForm(
                        "take the DO block apart", List.of(Part.transaction(statements.toArray(String[]::new)))));
    }

    /** All SQL statements that stand in a DO block, whenever it runs them; none where it is in another language. */
    static List<String> everyStatement(String block) {
        List<String> statements = new ArrayList<>();
        root(block)
                .ifPresent(root -> root.walk(node -> {
                    if (node.kind().equals("PLpgSQL_stmt_execsql")) {
                        node.node("sqlstmt")
                                .flatMap(expression -> expression.text("query"))
                                .ifPresent(statements::add);
                    }
                }));
        return statements;
    }

    private static Optional<PlpgsqlNode> root(String block) {
        try {
            return Optional.of(Sql.plpgsql(block).root());
        } catch (PgwrightException otherLanguageOrBroken) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> statements(String block) {
        Optional<PlpgsqlNode> parsed = root(block);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        PlpgsqlNode root = parsed.get();
        // FOUND is always there
        boolean variables = root.nodes("datums").size() > 1;
        Optional<PlpgsqlNode> body =
                root.node("action").filter(action -> !action.fields().containsKey("exceptions"));
        if (variables || body.isEmpty()) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        for (PlpgsqlNode statement : body.get().nodes("body")) {
            Optional<String> sql = sql(statement);
            boolean end = statement.kind().equals("PLpgSQL_stmt_return");
            if (sql.isEmpty() && !end) {
                return Optional.empty();
            }
            sql.ifPresent(statements::add);
        }
        return statements.isEmpty() ? Optional.empty() : Optional.of(statements);
    }

    /** The text of a statement that is sent as it stands, up to its last word. */
    private static Optional<String> sql(PlpgsqlNode statement) {
        if (!statement.kind().equals("PLpgSQL_stmt_execsql")
                || statement.fields().containsKey("into")) {
            return Optional.empty();
        }
        String text = statement
                .node("sqlstmt")
                .flatMap(expression -> expression.text("query"))
                .orElse("");
        Fragments words = new Fragments(text);
        for (int i = 0; i < words.size(); i++) {
            if (words.isWord(i, "found")) {
                return Optional.empty();
            }
        }
        // a SELECT that keeps nothing is refused there
        return words.size() == 0 || Sql.parseStatement(text).tree() instanceof SelectStmt
                ? Optional.empty()
                : Optional.of(words.from(0));
    }
}
