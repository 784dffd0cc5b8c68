package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.PlpgsqlCast;
import dev.pgwright.load.folded.ValueType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.review.RoutineRule;
import dev.pgwright.review.RoutineVariables;
import dev.pgwright.review.RoutineVariables.Variable;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.plpgsql.PlpgsqlNode;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.PrepareStmt;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;

/** Values that do not fit what they are assigned to. */
public final class PlpgsqlAssignmentMismatch implements RoutineRule {
    private static final RuleInfo INFO = RuleInfo.query("plpgsql-assignment-mismatch", Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A PL/pgSQL assignment, INTO or RETURN has too few or too many targets, or a value of a type that is"
                            + " none of the target's, RETURN QUERY gives other columns than the function, or EXECUTE has too few values.")
            .cost("NULL in variables, values that are lost without a word, or errors at run time")
            .safe("Match number and types.")
            .byHand("what is meant is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(RoutineContext routine, Report report) {
        routine.body().ifPresent(body -> {
            for (RoutineBody.Value value : body.values()) {
                value(routine, body, value, report);
            }
            for (Inner inner : body.statements()) {
                targets(routine, body, inner, report);
                given(routine, inner, report);
                ReturnedRows.check(routine, inner, report);
            }
        });
    }

    /** What EXECUTE gives by USING, and what its statement asks for. */
    private static void given(RoutineContext routine, Inner inner, Report report) {
        Node sql = inner.sql();
        // a prepared statement has values of its own
        if (!inner.dynamic() || sql == null || sql instanceof PrepareStmt) {
            return;
        }
        int given = inner.node().nodes("params").size();
        int asked = Nodes.all(sql, ParamRef.class).stream()
                .mapToInt(ParamRef::number)
                .max()
                .orElse(0);
        if (asked > given) {
            report.found(
                            routine,
                            inner.span(),
                            "The statement asks for $" + asked + ", and USING gives " + counted(given, "value")
                                    + ": it is refused whenever it runs (42P02)")
                    .severity(Severity.ERROR)
                    .advice("Give a value for each number.");
        }
    }

    private static void value(RoutineContext routine, RoutineBody body, RoutineBody.Value value, Report report) {
        List<BoundColumn> columns = routine.bound(value.tree())
                .filter(BoundQuery::isComplete)
                .map(BoundQuery::columns)
                .orElse(List.of());
        // a constant is looked at when the function runs for the first time
        boolean computed = !Nodes.all(value.tree(), ColumnRef.class).isEmpty()
                || !Nodes.all(value.tree(), FuncCall.class).isEmpty();
        if (columns.size() != 1 || columns.get(0).type() == null || !computed) {
            return;
        }
        ValueType type = columns.get(0).type();
        Optional<Variable> variable = body.assigned(value);
        if (variable.isPresent()) {
            routine.type(variable.get())
                    .ifPresent(target -> judge(
                            routine,
                            value.span(),
                            type,
                            target,
                            "the variable " + variable.get().name(),
                            report));
            return;
        }
        boolean result = value.statement() != null
                && value.statement().is("PLpgSQL_stmt_return")
                && !routine.returnsSet()
                && !routine.isForTriggers()
                && routine.outputs().isEmpty();
        if (result && routine.statement().returnType() != null) {
            judge(routine, value.span(), type, routine.statement().returnType(), "the result", report);
        }
    }

    private static void targets(RoutineContext routine, RoutineBody body, Inner inner, Report report) {
        List<PlpgsqlNode> targets = inner.node()
                .node("target")
                .or(() -> inner.node().node("var"))
                .filter(node -> node.kind().equals("PLpgSQL_row"))
                .map(row -> row.nodes("fields"))
                .orElse(List.of());
        Node sql = inner.sql();
        if (targets.isEmpty() || sql == null) {
            return;
        }
        Optional<BoundQuery> bound = routine.bound(sql).filter(BoundQuery::isComplete);
        List<BoundColumn> columns = bound.map(BoundQuery::columns).orElse(List.of());
        boolean row = columns.size() == 1
                && (columns.get(0).type() == null || isRow(columns.get(0).type()));
        if (columns.isEmpty() || (row && targets.size() > 1)) {
            return;
        }
        if (columns.size() != targets.size()) {
            boolean many = columns.size() > targets.size();
            report.found(
                            routine,
                            inner.span(),
                            "The query gives " + counted(columns.size(), "column") + " for "
                                    + counted(targets.size(), "variable") + ": PL/pgSQL "
                                    + (many ? "drops the rest" : "sets the rest to NULL") + " without a word")
                    .advice("Name as many variables as there are columns, or a record.");
            return;
        }
        for (int i = 0; i < targets.size(); i++) {
            ValueType type = columns.get(i).type();
            Optional<Variable> variable = body.declared().numbered(RoutineVariables.number(targets.get(i), "varno"));
            if (type != null && variable.isPresent()) {
                routine.type(variable.get())
                        .ifPresent(target -> judge(
                                routine,
                                inner.span(),
                                type,
                                target,
                                "the variable " + variable.get().name(),
                                report));
            }
        }
    }

    private static boolean isRow(ValueType type) {
        return type.category() == 'C' || type.category() == 'P';
    }

    static String counted(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static void judge(
            RoutineContext routine, Span place, ValueType type, TypeName target, String what, Report report) {
        String begin = "A value of type " + type.text() + " becomes that of " + what + ", which is of type "
                + PlpgsqlCast.shown(routine.state(), target) + ": ";
        switch (PlpgsqlCast.of(routine.state(), type, target)) {
            case FITS, NOT_KNOWN -> {}
            case ROUNDS ->
                report.found(routine, place, begin + "what is behind the point is rounded without a word")
                        .advice("Use numeric, or write round(), floor() or ceil() where rounding is meant.");
            case FROM_TEXT ->
                report.found(routine, place, begin + "it is read as one at run time, or refused (22P02)")
                        .severity(Severity.ADVICE)
                        .advice("Cast it where it is read, so that one sees what can fail.");
            case THROUGH_TEXT ->
                report.found(routine, place, begin + "there is no cast, so that PL/pgSQL goes through its text")
                        .advice("Convert it by a function or an explicit cast.");
            case NEVER ->
                report.found(
                                routine,
                                place,
                                begin
                                        + "there is no cast, and no text of the one is a value of the other, so that it is"
                                        + " refused (22P02)")
                        .severity(Severity.ERROR)
                        .advice("Correct the type or the value.");
        }
    }
}
