package dev.pgwright.design.prove;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.DesignedQuery;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prepares every query with its declared parameter types and runs it on the rows that are there. */
final class QueryProofs {
    private static final String PREPARED = "pgwright_query";

    private final Session session;
    private final Population population;

    QueryProofs(Session session, Population population) {
        this.session = session;
        this.population = population;
    }

    Proof prove(DesignedQuery query) {
        Claim claim = new Claim(Proof.Kind.QUERY, query.name(), "query " + query.name() + " prepares and runs");
        String types =
                query.parameters().stream().map(DesignedQuery.Parameter::type).collect(Collectors.joining(", "));
        String prepare = "PREPARE " + PREPARED + (types.isEmpty() ? "" : " (" + types + ")") + " AS " + query.sql();
        Optional<SqlFailure> refused = session.attempt(prepare).failure();
        if (refused.isPresent()) {
            return claim.failed(refused.get(), query.sql());
        }
        try {
            return run(claim, query);
        } finally {
            session.execute("DEALLOCATE " + PREPARED);
        }
    }

    /** Values of the first rows, of the second, then of rows that are not there, which is what an INSERT needs. */
    private Proof run(Claim claim, DesignedQuery query) {
        @Nullable Execution best = null;
        List<Execution> executions = new ArrayList<>();
        for (Values values : Values.values()) {
            Execution execution = population.scoped(() -> execute(query, values));
            executions.add(execution);
            boolean better = best == null
                    || (execution.failure() == null
                            && (best.failure() != null
                                    || execution.rows().affected() > best.rows().affected()));
            if (better) {
                best = execution;
            }
            if (best != null && best.failure() == null && best.rows().affected() > 0) {
                break;
            }
        }
        if (best == null || best.failure() != null) {
            SqlFailure failure = executions.get(0).failure();
            return failure == null
                    ? claim.notShown("it was not run")
                    : claim.failed(failure, executions.get(0).statement());
        }
        Rows rows = best.rows();
        String result = rows.columns().isEmpty()
                ? count(rows.affected()) + " affected"
                : count(rows.affected()) + " of (" + String.join(", ", rows.columns()) + ")";
        return claim.passed(result, null, best.statement());
    }

    private static String count(long rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private enum Values {
        FIRST_ROW,
        SECOND_ROW,
        SPARE_ROW
    }

    private record Execution(
            String statement, Rows rows, @Nullable SqlFailure failure) {}

    private Execution execute(DesignedQuery query, Values values) {
        List<String> arguments = new ArrayList<>();
        for (DesignedQuery.Parameter parameter : query.parameters()) {
            arguments.add(argument(parameter, values));
        }
        String statement =
                "EXECUTE " + PREPARED + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
        Session.Attempt attempt = session.attempt(statement, "SET CONSTRAINTS ALL IMMEDIATE");
        return new Execution(statement, attempt.rows(), attempt.failure().orElse(null));
    }

    private String argument(DesignedQuery.Parameter parameter, Values values) {
        String value = parameter.column() == null ? null : value(parameter.column(), values);
        if (value != null) {
            String literal = Quoted.literal(value).strip();
            boolean list = parameter.type().endsWith("[]") && !value.startsWith("{");
            String argument = "CAST(" + (list ? "ARRAY[" + literal + "]" : literal) + " AS " + parameter.type() + ")";
            if (session.attempt("SELECT " + argument).worked()) {
                return argument;
            }
        }
        return parameter.sample();
    }

    private @Nullable String value(ColumnName column, Values values) {
        if (!population.knows(column.relation())) {
            return null;
        }
        List<Row> rows = population.rows(column.relation());
        if (rows.isEmpty()) {
            return null;
        }
        Row row = switch (values) {
            case FIRST_ROW -> rows.get(0);
            case SECOND_ROW -> rows.get(Math.min(1, rows.size() - 1));
            case SPARE_ROW -> population.spareOf(column.relation()).orElse(rows.get(0));
        };
        return row.stored().get(column.column());
    }
}
