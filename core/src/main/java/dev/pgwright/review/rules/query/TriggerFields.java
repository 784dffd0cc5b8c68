package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fields of NEW and OLD that no table has whose triggers call the function; PostgreSQL notices them when a row comes. */
final class TriggerFields {
    private static final Set<String> ROWS = Set.of("new", "old");
    private static final Set<String> SYSTEM = Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");

    private final Set<String> columns = new HashSet<>();
    private final Map<String, Span> missing = new LinkedHashMap<>();

    private TriggerFields() {}

    /** Each as {@code new.field}, with the place where it is named first; none where not all tables are known. */
    static Map<String, Span> missing(RoutineContext routine) {
        TriggerFields fields = new TriggerFields();
        if (routine.body().isPresent() && fields.isOfKnownTables(routine)) {
            fields.look(routine, routine.body().get());
        }
        return fields.missing;
    }

    private boolean isOfKnownTables(RoutineContext routine) {
        if (!routine.returnType().equals("trigger") || routine.state().isIncomplete()) {
            return false;
        }
        List<Table> tables = new ArrayList<>();
        List<QualifiedName> names = routine.state().uses().triggersOf(routine.name());
        names.forEach(name -> routine.state().table(name).ifPresent(tables::add));
        tables.forEach(table -> table.columns().forEach(column -> columns.add(column.name())));
        return !names.isEmpty() && tables.size() == names.size();
    }

    private void look(RoutineContext routine, RoutineBody body) {
        boolean shadowed = body.declared().all().stream()
                .anyMatch(variable -> !variable.isParameter() && ROWS.contains(variable.name()));
        if (shadowed) {
            return;
        }
        for (QueryContext query : routine.queries()) {
            for (ColumnRef reference : Nodes.all(query.tree(), ColumnRef.class)) {
                if (query.bound().meaning(reference).isEmpty()) {
                    named(Nodes.names(reference.fields()), reference.fields().size(), query.span());
                }
            }
        }
        for (Inner inner : body.statements()) {
            body.assignedField(inner).ifPresent(field -> named(field, 2, inner.span()));
        }
    }

    private void named(List<String> parts, int size, Span place) {
        Optional<String> field = parts.size() == size && size == 2 && ROWS.contains(parts.get(0))
                ? Optional.of(parts.get(1))
                : Optional.empty();
        field.filter(name -> !columns.contains(name) && !SYSTEM.contains(name))
                .ifPresent(name -> missing.putIfAbsent(parts.get(0) + "." + name, place));
    }
}
