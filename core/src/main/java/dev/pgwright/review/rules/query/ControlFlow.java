package dev.pgwright.review.rules.query;

import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.plpgsql.PlpgsqlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which statements of PL/pgSQL can be reached (pl_exec.c of PostgreSQL 18). */
final class ControlFlow {
    private static final String EXIT = "PLpgSQL_stmt_exit";

    private ControlFlow() {}

    /** Whether no control comes out of the end of a list of statements. */
    static boolean ends(List<PlpgsqlNode> statements) {
        return statements.stream().anyMatch(ControlFlow::ends);
    }

    /** Whether no control gets behind a statement. */
    static boolean ends(PlpgsqlNode statement) {
        return switch (statement.kind()) {
            // the parser adds a RETURN without a line at the end
            case "PLpgSQL_stmt_return" -> statement.line().isPresent();
            case "PLpgSQL_stmt_raise" -> statement.raisesError();
            case EXIT -> statement.node("cond").isEmpty();
            case "PLpgSQL_stmt_if" ->
                ends(statement.nodes("then_body"))
                        && statement.nodes("elsif_list").stream().allMatch(branch -> ends(branch.nodes("stmts")))
                        && ends(statement.nodes("else_body"));
            // without ELSE it raises CASE_NOT_FOUND
            case "PLpgSQL_stmt_case" ->
                statement.nodes("case_when_list").stream().allMatch(branch -> ends(branch.nodes("stmts")))
                        && (!(statement.fields().get("have_else") instanceof PlpgsqlValue.Flag)
                                || ends(statement.nodes("else_stmts")));
            case "PLpgSQL_stmt_block" ->
                ends(statement.nodes("body"))
                        && handlers(statement).stream().allMatch(handler -> ends(handler.nodes("action")))
                        && !isLeft(statement.nodes("body"), label(statement), false);
            case "PLpgSQL_stmt_loop" -> !isLeft(statement.nodes("body"), label(statement), true);
            default -> false;
        };
    }

    /** Whether a block does nothing but raise an error. */
    static boolean raises(PlpgsqlNode block) {
        return block.nodes("body").stream().anyMatch(PlpgsqlNode::raisesError)
                || block.nodes("body").stream().anyMatch(one -> one.kind().equals("PLpgSQL_stmt_block") && raises(one));
    }

    private static @Nullable String label(PlpgsqlNode statement) {
        return statement.text("label").orElse(null);
    }

    private static List<PlpgsqlNode> handlers(PlpgsqlNode block) {
        return block.node("exceptions")
                .map(exceptions -> exceptions.nodes("exc_list"))
                .orElse(List.of());
    }

    /** Whether an EXIT leaves what has the label, or, without one, the loop that it stands in. */
    private static boolean isLeft(List<PlpgsqlNode> statements, @Nullable String label, boolean plain) {
        return statements.stream().anyMatch(statement -> {
            if (statement.kind().equals(EXIT)) {
                Optional<String> named = statement.text("label");
                boolean exit = statement.fields().get("is_exit") instanceof PlpgsqlValue.Flag;
                return exit && (named.isPresent() ? named.get().equals(label) : plain);
            }
            boolean loop =
                    statement.nodes("body").size() > 0 && !statement.kind().equals("PLpgSQL_stmt_block");
            return lists(statement).stream().anyMatch(list -> isLeft(list, label, plain && !loop));
        });
    }

    /** The lists of statements that a statement has in it. */
    static List<List<PlpgsqlNode>> lists(PlpgsqlNode statement) {
        List<List<PlpgsqlNode>> lists = new ArrayList<>();
        for (String field : List.of("body", "then_body", "else_body", "else_stmts")) {
            lists.add(statement.nodes(field));
        }
        for (String field : List.of("elsif_list", "case_when_list")) {
            statement.nodes(field).forEach(branch -> lists.add(branch.nodes("stmts")));
        }
        handlers(statement).forEach(handler -> lists.add(handler.nodes("action")));
        return lists;
    }

    /** The first statements that no control reaches, one of each list. */
    static List<PlpgsqlNode> unreachable(PlpgsqlNode statement) {
        List<PlpgsqlNode> found = new ArrayList<>();
        for (List<PlpgsqlNode> list : lists(statement)) {
            boolean ended = false;
            for (PlpgsqlNode one : list) {
                if (ended && one.line().isPresent()) {
                    found.add(one);
                    break;
                }
                found.addAll(unreachable(one));
                ended = ends(one);
                if (ended
                        && one.kind().equals("PLpgSQL_stmt_return")
                        && one.line().isEmpty()) {
                    break;
                }
            }
        }
        return found;
    }
}
