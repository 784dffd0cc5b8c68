package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prepares every query with its declared parameter types and runs it on the rows that are there. */
final class QueryProofs {
    private static final String PREPARED = "pgwright_query";

    private final Catalog catalog;
    private final Session session;
    private final Population population;

    QueryProofs(Catalog catalog, Session session, Population population) {
        this.catalog = catalog;
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
            List<String> serverTypes = new ArrayList<>();
            session.rows("SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = ?", PREPARED)
                    .first()
                    .forEach(type -> serverTypes.add(String.valueOf(type)));
            return run(claim, query, serverTypes, InsertedParameters.of(query.sql()));
        } finally {
            session.execute("DEALLOCATE " + PREPARED);
        }
    }

    /** Values of the first rows, of the second, then of rows that are not there; an INSERT needs the last. */
    private Proof run(
            Claim claim, DesignedQuery query, List<String> types, Map<Integer, InsertedParameters.Target> inserted) {
        List<Values> order = inserted.isEmpty()
                ? List.of(Values.FIRST_ROW, Values.SECOND_ROW, Values.SPARE_ROW)
                : List.of(Values.SPARE_ROW, Values.FIRST_ROW, Values.SECOND_ROW);
        Execution best = null;
        Execution first = null;
        for (Values values : order) {
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                arguments.add(
                        i < query.parameters().size()
                                ? argument(query.parameters().get(i), inserted.get(i + 1), values)
                                : undeclared(types.get(i)));
            }
            Execution execution = population.scoped(() -> execute(arguments));
            first = first == null ? execution : first;
            best = execution.isBetterThan(best) ? execution : best;
            if (best != null && best.affected() > 0) {
                break;
            }
        }
        if (best == null || best.failure() != null) {
            SqlFailure failure = first == null ? null : first.failure();
            return failure == null
                    ? claim.notShown("it was not run")
                    : claim.failed(failure, first == null ? null : first.statement());
        }
        Rows rows = best.rows();
        String result = rows.columns().isEmpty()
                ? count(rows.affected()) + " affected"
                : count(rows.affected()) + " of (" + String.join(", ", rows.columns()) + ")";
        boolean declared = types.size() <= query.parameters().size();
        return claim.passed(
                result + (declared ? "" : "; with samples for parameters that are not declared"),
                null,
                best.statement());
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
            String statement, Rows rows, @Nullable SqlFailure failure) {
        boolean isBetterThan(@Nullable Execution other) {
            return other == null || affected() > other.affected();
        }

        /** Rows, or less than none when it failed. */
        long affected() {
            return failure == null ? rows.affected() : -1;
        }
    }

    private Execution execute(List<String> arguments) {
        String statement =
                "EXECUTE " + PREPARED + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")");
        Session.Attempt attempt = session.attempt(statement, "SET CONSTRAINTS ALL IMMEDIATE");
        if (attempt.failure().filter(population::isOfGroup).isPresent()) {
            // one statement of a transaction that goes on: the rule is about what it leaves behind in the end
            session.execute("SET CONSTRAINTS ALL DEFERRED");
            attempt = session.attempt(statement);
        }
        return new Execution(statement, attempt.rows(), attempt.failure().orElse(null));
    }

    /** A value of the type that the server found, for a query whose author did not say what it takes. */
    private String undeclared(String type) {
        List<String> samples = Samples.ordinary(ColumnType.of(type, catalog), 0);
        return samples.isEmpty()
                ? "NULL"
                : "CAST(" + Quoted.literal(samples.get(0)).strip() + " AS " + type + ")";
    }

    private String argument(
            DesignedQuery.Parameter parameter, InsertedParameters.@Nullable Target target, Values values) {
        String value = values == Values.SPARE_ROW && target != null ? spareValue(target) : null;
        if (value == null && parameter.column() != null) {
            value = value(parameter.column(), values);
        }
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

    private @Nullable String spareValue(InsertedParameters.Target target) {
        return population.tables().stream()
                .map(facts -> facts.table().name())
                .filter(name -> name.name().equals(target.table().name())
                        && (target.table().schema().isEmpty()
                                || name.schema().equals(target.table().schema())))
                .findFirst()
                .flatMap(population::spareOf)
                .map(row -> row.stored().get(target.column()))
                .orElse(null);
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
