package dev.pgwright.review.rules.migration;

import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;

/**
 * PL/pgSQL that a statement runs: a DO block, or a routine that the migration made before and now calls.
 *
 * @param words what it is, for messages
 * @param function whether it is a function, which cannot end transactions
 */
record RunningBody(RoutineBody body, String words, boolean function) {
    static List<RunningBody> of(StatementContext statement) {
        List<RunningBody> found = new ArrayList<>();
        if (statement.tree() instanceof DoStmt) {
            statement.body().ifPresent(body -> found.add(new RunningBody(body, "the DO block", false)));
        } else if (statement.tree() instanceof CallStmt || statement.tree() instanceof SelectStmt) {
            for (FuncCall call : Nodes.all(statement.tree(), FuncCall.class)) {
                statement.migration().steps().forEach(step -> collect(statement, step, call, found));
            }
        }
        return found;
    }

    private static void collect(StatementContext statement, Step step, FuncCall call, List<RunningBody> found) {
        if (step.tree() instanceof CreateFunctionStmt routine) {
            List<String> name = Nodes.names(routine.funcname());
            if (!name.isEmpty() && name.get(name.size() - 1).equals(Trees.functionName(call))) {
                String kind = routine.isProcedure() ? "the procedure " : "the function ";
                statement
                        .migration()
                        .body(step.statement())
                        .ifPresent(body -> found.add(
                                new RunningBody(body, kind + Trees.functionName(call), !routine.isProcedure())));
            }
        }
    }
}
