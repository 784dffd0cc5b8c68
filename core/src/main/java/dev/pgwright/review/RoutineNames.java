package dev.pgwright.review;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.folded.OutsideNames;
import dev.pgwright.review.RoutineVariables.Variable;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters and variables that the queries of a routine can name. */
final class RoutineNames implements OutsideNames {
    private static final String CONFLICT = "variable_conflict";

    /** What every PL/pgSQL function has; those of triggers begin with {@code tg_}. */
    private static final Set<String> OWN = Set.of("new", "old", "found", "sqlstate", "sqlerrm");

    private final Set<String> names = new HashSet<>();
    private final Map<String, TypeName> parameters = new HashMap<>();
    private final Map<List<String>, Optional<TypeName>> types = new HashMap<>();
    private final @Nullable RoutineBody body;
    private final @Nullable String routine;
    private final boolean refusesColumns;

    private RoutineNames(Node statement, @Nullable RoutineBody body) {
        this.body = body;
        boolean resolved =
                body != null && body.text().written().toLowerCase(Locale.ROOT).contains(CONFLICT);
        if (statement instanceof CreateFunctionStmt function) {
            List<String> own = Nodes.names(function.funcname());
            this.routine = own.isEmpty() ? "" : own.get(own.size() - 1);
            for (Node node : function.parameters()) {
                if (node instanceof FunctionParameter parameter && parameter.name() != null) {
                    names.add(parameter.name());
                    if (parameter.argType() != null) {
                        parameters.put(parameter.name(), parameter.argType());
                    }
                }
            }
            resolved |= Nodes.all(statement, VariableSetStmt.class).stream()
                    .anyMatch(set -> String.valueOf(set.name()).endsWith(CONFLICT));
        } else {
            this.routine = null;
        }
        this.refusesColumns = body != null && !resolved;
        if (body != null) {
            names.addAll(body.variables());
            names.addAll(OWN);
        }
    }

    /**
     * Of a function or procedure.
     *
     * @param body null when it is in SQL
     */
    static RoutineNames of(Node statement, @Nullable RoutineBody body) {
        return new RoutineNames(statement, body);
    }

    @Override
    public boolean has(List<String> parts) {
        boolean plain =
                names.contains(parts.get(0)) || (body != null && parts.get(0).startsWith("tg_"));
        return plain || (parts.size() > 1 && names.contains(parts.get(1)) && isBlock(parts.get(0)));
    }

    /** Whether a name may be that of a block: of the routine itself, or in PL/pgSQL a label. */
    private boolean isBlock(String name) {
        return routine == null || routine.equals(name);
    }

    @Override
    public boolean isAmbiguousWithColumn(String name) {
        return refusesColumns
                && body != null
                && (parameters.containsKey(name)
                        || body.declared()
                                .named(name)
                                .filter(Variable::everywhere)
                                .isPresent());
    }

    @Override
    public Optional<TypeName> type(List<String> parts) {
        Optional<TypeName> known = types.get(parts);
        if (known == null) {
            known = declared(parts);
            types.put(parts, known);
        }
        return known;
    }

    private Optional<TypeName> declared(List<String> parts) {
        String name = parts.get(0);
        Optional<Variable> variable =
                body == null ? Optional.empty() : body.declared().named(name);
        boolean parameter = parameters.containsKey(name);
        if (body != null && variable.isEmpty() && (!parameter || isDeclaredAgain(name))) {
            return Optional.empty();
        }
        if (parts.size() == 2) {
            return field(parts);
        } else if (parts.size() > 2) {
            return Optional.empty();
        }
        return parameter
                ? Optional.ofNullable(parameters.get(name))
                : variable.flatMap(Variable::type).flatMap(this::read);
    }

    private boolean isDeclaredAgain(String name) {
        return body != null
                && body.declared().all().stream()
                        .anyMatch(one -> !one.isParameter() && one.name().equals(name));
    }

    /** A field of a row is of the type that the column has. */
    private Optional<TypeName> field(List<String> parts) {
        return type(parts.subList(0, 1))
                .map(row -> Nodes.names(row.names()))
                .filter(row -> !row.isEmpty() && !row.get(0).equals("pg_catalog"))
                .filter(row -> !row.equals(List.of("record")))
                .flatMap(row ->
                        read(row.stream().map(Identifiers::quoteIdentifier).collect(Collectors.joining(".")) + "."
                                + Identifiers.quoteIdentifier(parts.get(1)) + "%TYPE"));
    }

    private Optional<TypeName> read(String type) {
        String column = "%TYPE";
        if (type.endsWith(column) && !type.contains(".")) {
            String other = type.substring(0, type.length() - column.length());
            return body != null && body.declared().named(other).isPresent() ? type(List.of(other)) : Optional.empty();
        }
        try {
            return Sql.parseStatement("CREATE FUNCTION f(a " + type + ") LANGUAGE sql AS ''")
                                            .tree()
                                    instanceof CreateFunctionStmt function
                            && function.parameters().get(0) instanceof FunctionParameter parameter
                    ? Optional.ofNullable(parameter.argType())
                    : Optional.empty();
        } catch (PgwrightException notRead) {
            return Optional.empty();
        }
    }
}
