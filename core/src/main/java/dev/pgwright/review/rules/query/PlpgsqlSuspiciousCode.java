package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.review.RoutineRule;
import dev.pgwright.review.RoutineVariables;
import dev.pgwright.review.RoutineVariables.Variable;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.FunctionParameterMode;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** PL/pgSQL that does not do what its author seems to have meant. */
public final class PlpgsqlSuspiciousCode implements RoutineRule {
    private static final RuleInfo INFO = RuleInfo.query("plpgsql-suspicious-code", Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "A PL/pgSQL body has variables that nothing uses, reads or sees, statements that are never reached, a"
                            + " way to its end without RETURN, or OUT parameters that nothing sets.")
            .safe("Clean the body up.")
            .byHand("whether something is missing or too much is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    private static final Set<String> WITHOUT_VALUE = Set.of("", "void", "language_handler", "fdw_handler");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(RoutineContext routine, Report report) {
        routine.body().ifPresent(body -> {
            List<String> words = body.text().words();
            if (!words.isEmpty()) {
                body.declared().all().forEach(variable -> variable(routine, body, variable, words, report));
                outputs(routine, body, words, report);
            }
            PlpgsqlNode block = body.block();
            for (PlpgsqlNode dead : ControlFlow.unreachable(block)) {
                body.statements().stream()
                        .filter(inner -> inner.node() == dead)
                        .forEach(inner -> report.found(
                                        routine,
                                        inner.span(),
                                        "This statement is never reached: what stands before it" + " always leaves")
                                .advice("Remove it, or what leaves before it."));
            }
            boolean returns = !WITHOUT_VALUE.contains(routine.returnType())
                    && !routine.returnsSet()
                    && routine.outputs().isEmpty()
                    && !routine.returnType().equals("event_trigger");
            if (returns && !ControlFlow.ends(block)) {
                report.found(
                                routine,
                                "Control can reach the end of the function without RETURN, which PostgreSQL refuses"
                                        + " when it happens (2F005)")
                        .severity(Severity.WARNING)
                        .advice("End every way through the function by RETURN or RAISE EXCEPTION.");
            }
        });
    }

    private static void variable(
            RoutineContext routine, RoutineBody body, Variable variable, List<String> words, Report report) {
        if (variable.isParameter() || variable.ofLoop() || variable.ofCursor()) {
            return;
        }
        String name = variable.name();
        List<Variable> same = body.declared().all().stream()
                .filter(one -> one.name().equals(name))
                .toList();
        same.stream()
                .filter(one -> one.everywhere() && one.number() < variable.number())
                .filter(one ->
                        one.isParameter() || variable.line() > body.declared().outerBlock())
                .findFirst()
                .ifPresent(hidden -> report.found(
                                routine,
                                body.text().place(variable),
                                "The variable " + name + " hides "
                                        + (hidden.isParameter() ? "the parameter" : "a variable of the outer block")
                                        + " of the same name")
                        .advice("Give one of them another name."));
        if (same.size() > 1) {
            return;
        }
        int mentioned = Collections.frequency(words, name);
        long assigned = body.statements().stream()
                .filter(inner -> isAssignmentTo(variable, inner))
                .count();
        if (mentioned == 1) {
            report.found(routine, body.text().place(variable), "The variable " + name + " is never used")
                    .advice("Remove it.");
        } else if (assigned > 0 && mentioned == assigned + 1) {
            report.found(routine, body.text().place(variable), "The variable " + name + " is set, but nothing reads it")
                    .advice("Remove it, or use it.");
        }
    }

    private static boolean isAssignmentTo(Variable variable, Inner inner) {
        return inner.is("PLpgSQL_stmt_assign") && RoutineVariables.number(inner.node(), "varno") == variable.number();
    }

    private static void outputs(RoutineContext routine, RoutineBody body, List<String> words, Report report) {
        boolean returnsRows = body.statements().stream().anyMatch(inner -> inner.is("PLpgSQL_stmt_return_query"));
        if (returnsRows || body.text().usesNumbers() || ControlFlow.raises(body.block())) {
            return;
        }
        for (FunctionParameter parameter : routine.outputs()) {
            String name = parameter.name();
            if (name != null && parameter.mode() != FunctionParameterMode.FUNC_PARAM_INOUT && !words.contains(name)) {
                report.found(routine, "Nothing sets the output parameter " + name + ", which is always NULL")
                        .advice("Set it, or take it out of the " + routine.word() + ".");
            }
        }
    }
}
