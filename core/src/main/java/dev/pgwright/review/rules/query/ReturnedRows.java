package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.PlpgsqlCast;
import dev.pgwright.load.folded.ValueType;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * Rows of RETURN QUERY: their columns have to be of the types that the function returns, since nothing casts them
 * (convert_tuples_by_position in PostgreSQL 18's tupconvert.c).
 */
final class ReturnedRows {
    private ReturnedRows() {}

    static void check(RoutineContext routine, Inner inner, Report report) {
        Node sql = inner.sql();
        List<TypeName> wanted = wanted(routine);
        if (!inner.is("PLpgSQL_stmt_return_query") || sql == null || wanted.isEmpty()) {
            return;
        }
        Optional<BoundQuery> bound = routine.bound(sql)
                .filter(query -> query.isComplete() && query.faults().isEmpty());
        List<BoundColumn> columns = bound.map(BoundQuery::columns).orElse(List.of());
        if (columns.isEmpty()) {
            return;
        } else if (columns.size() != wanted.size()) {
            refused(
                    routine,
                    inner,
                    "The query gives " + PlpgsqlAssignmentMismatch.counted(columns.size(), "column")
                            + ", and the function returns " + wanted.size(),
                    "Select as many columns as the function returns.",
                    report);
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            ValueType type = columns.get(i).type();
            if (type != null && !PlpgsqlCast.isSame(routine.state(), type, wanted.get(i))) {
                String shown = PlpgsqlCast.shown(routine.state(), wanted.get(i));
                refused(
                        routine,
                        inner,
                        "Column " + (i + 1) + " of the query, " + columns.get(i).name() + ", is of type "
                                + type.withoutModifier() + ", and the function returns " + shown + " there",
                        "Cast it to " + shown + ", or change what the function returns.",
                        report);
                return;
            }
        }
    }

    private static void refused(RoutineContext routine, Inner inner, String what, String advice, Report report) {
        report.found(routine, inner.span(), what + ": RETURN QUERY casts nothing, and PostgreSQL refuses it (42804)")
                .severity(Severity.ERROR)
                .advice(advice);
    }

    /** The types of the columns; none where it is not a function of rows, or a type of rows says them. */
    private static List<TypeName> wanted(RoutineContext routine) {
        List<TypeName> outputs = routine.outputs().stream()
                .map(FunctionParameter::argType)
                .flatMap(type -> Optional.ofNullable(type).stream())
                .toList();
        if (!outputs.isEmpty() || !routine.returnsSet() || routine.statement().returnType() == null) {
            return outputs;
        }
        TypeName one = routine.statement().returnType();
        return PlpgsqlCast.isOfOneValue(routine.state(), one) ? List.of(one) : List.of();
    }
}
