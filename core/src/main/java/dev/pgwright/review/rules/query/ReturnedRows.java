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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Rows of RETURN QUERY: their columns have to be of the types that the function returns, since nothing casts them
 * (convert_tuples_by_position in PostgreSQL 18's tupconvert.c).
 */
final class ReturnedRows {
    private ReturnedRows() {}

    /** A column that the function returns, as messages show its type. */
    private record Wanted(Predicate<ValueType> fits, String shown) {}

    static void check(RoutineContext routine, Inner inner, Report report) {
        Node sql = inner.sql();
        List<Wanted> wanted = inner.is("PLpgSQL_stmt_return_query") ? wanted(routine) : List.of();
        if (sql == null || wanted.isEmpty()) {
            return;
        }
        List<BoundColumn> columns = columns(routine, sql);
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
            if (type != null && !wanted.get(i).fits().test(type)) {
                String shown = wanted.get(i).shown();
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

    private static List<BoundColumn> columns(RoutineContext routine, Node query) {
        return routine.bound(query)
                .filter(bound -> bound.isComplete() && bound.faults().isEmpty())
                .map(BoundQuery::columns)
                .orElse(List.of());
    }

    private static void refused(RoutineContext routine, Inner inner, String what, String advice, Report report) {
        report.found(routine, inner.span(), what + ": RETURN QUERY casts nothing, and PostgreSQL refuses it (42804)")
                .severity(Severity.ERROR)
                .advice(advice);
    }

    /** The columns; none where it is not a function of rows, or they are not all known. */
    private static List<Wanted> wanted(RoutineContext routine) {
        List<Wanted> outputs = routine.outputs().stream()
                .map(FunctionParameter::argType)
                .flatMap(type -> Optional.ofNullable(type).stream())
                .map(type -> wanted(routine, type))
                .toList();
        TypeName one = routine.statement().returnType();
        if (!outputs.isEmpty() || !routine.returnsSet() || one == null) {
            return outputs;
        }
        return PlpgsqlCast.isOfOneValue(routine.state(), one) ? List.of(wanted(routine, one)) : ofRow(routine, one);
    }

    private static Wanted wanted(RoutineContext routine, TypeName type) {
        return new Wanted(
                value -> PlpgsqlCast.isSame(routine.state(), value, type), PlpgsqlCast.shown(routine.state(), type));
    }

    /** The columns of a table's rows, or of a composite type. */
    private static List<Wanted> ofRow(RoutineContext routine, TypeName row) {
        List<Wanted> wanted = new ArrayList<>();
        for (BoundColumn column : routine.fields(row)) {
            ValueType type = column.type();
            if (type == null) {
                return List.of();
            }
            wanted.add(new Wanted(value -> isSame(value, type), type.withoutModifier()));
        }
        return wanted;
    }

    private static boolean isSame(ValueType value, ValueType column) {
        ValueType given = value.is("unknown") ? ValueType.TEXT : value;
        return given.name().equals(column.name())
                && Objects.equals(given.made(), column.made())
                && given.array() == column.array();
    }
}
