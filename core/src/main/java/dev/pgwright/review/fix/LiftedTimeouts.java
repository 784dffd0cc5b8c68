package dev.pgwright.review.fix;

import dev.pgwright.review.Fix;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.review.Settings.Value;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.DiscardStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits that are taken away for statements that nothing must stop half way, and set again behind them. */
public final class LiftedTimeouts {
    private LiftedTimeouts() {}

    /**
     * Sets parameters to 0 before a CONCURRENTLY and those that it stands in a row with, and back behind them to what they
     * were, where a statement follows that would miss it.
     *
     * @param names of parameters that are set in the session
     */
    public static Fix around(StatementContext statement, List<String> names) {
        Settings settings = statement.step().settings();
        if (statement.inTransaction()) {
            return new Fix.ByHand("it has to come out of its transaction first");
        }
        if (names.stream()
                .anyMatch(name -> settings.value(name).map(Value::local).orElse(true))) {
            return new Fix.ByHand("its limit is set for a transaction that it does not run in");
        }
        List<Step> steps = statement.migration().steps();
        Step first = statement.step();
        for (int i = first.number() - 1; i >= 0 && isConcurrent(steps.get(i).statement()); i--) {
            first = steps.get(i);
        }
        List<Statement> later = statement.later();
        int behind = 0;
        while (behind < later.size() && isConcurrent(later.get(behind))) {
            behind++;
        }
        Statement last = behind == 0 ? statement.step().statement() : later.get(behind - 1);
        List<String> zeros = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String name : names) {
            zeros.add("SET " + name + " = 0");
            back(name, settings, later.subList(behind, later.size())).ifPresent(values::add);
        }
        Insertions insertions = new Insertions(statement.source().text(), steps);
        List<TextEdit> edits = new ArrayList<>();
        edits.add(insertions.before(first, String.join(";\n", zeros)));
        if (!values.isEmpty()) {
            edits.add(insertions.behind(last.span(), String.join(";\n", values)));
        }
        return new Fix.Edits("lift " + String.join(" and ", names) + " for it", edits);
    }

    private static boolean isConcurrent(Statement statement) {
        return Statements.concurrent(statement.tree()).isPresent();
    }

    /** Back to what it was for what follows; at the end of the file to what the session began with. */
    private static Optional<String> back(String name, Settings settings, List<Statement> following) {
        for (Statement each : following) {
            Optional<Assignment> set = Assignment.of(each.tree());
            if (each.tree() instanceof DiscardStmt
                    || set.filter(assignment -> assignment.name() == null
                                    || (name.equals(assignment.name()) && !assignment.local()))
                            .isPresent()) {
                return Optional.empty();
            }
            if (set.isEmpty()) {
                String value = settings.value(name).map(Value::text).orElse("0");
                return Optional.of("SET " + name + " = " + Identifiers.quoteLiteral(value));
            }
        }
        return Optional.of("RESET " + name);
    }
}
