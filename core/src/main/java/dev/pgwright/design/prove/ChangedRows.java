package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.IdempotentCreateDecision;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.prove.evaluate.Arguments;
import dev.pgwright.design.prove.evaluate.ContentRow;
import dev.pgwright.design.prove.evaluate.Contents;
import dev.pgwright.design.prove.evaluate.Expectation;
import dev.pgwright.design.prove.evaluate.Value;
import dev.pgwright.design.requirements.AccessPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calls queries that change rows and compares what is there afterwards with what should be. */
final class ChangedRows {
    private static final int NEW_ROWS = 8;
    private static final int CHANGING_CALLS = 16;
    private static final int NEW_VALUES = 6;

    private final Mapping mapping;
    private final Catalog catalog;
    private final DataSet data;
    private final Contents contents;
    private final Expectation expectation;
    private final ChangeTrial changes;

    ChangedRows(
            Mapping mapping,
            Catalog catalog,
            DataSet data,
            Contents contents,
            Expectation expectation,
            ChangeTrial changes) {
        this.mapping = mapping;
        this.catalog = catalog;
        this.data = data;
        this.contents = contents;
        this.expectation = expectation;
        this.changes = changes;
    }

    /** How what a pattern changes differs from what it should; empty where it does not. */
    Optional<Difference> difference(AccessPattern pattern, List<Arguments> calls, PreparedQuery prepared, Tally tally) {
        return switch (pattern.kind()) {
            case CREATE -> created(pattern, prepared, tally);
            case UPDATE -> updated(pattern, calls, prepared, tally);
            case DELETE -> deleted(pattern, calls, prepared, tally);
            case GET, LIST, AGGREGATE -> throw new IllegalStateException("it reads");
        };
    }

    private Optional<Difference> updated(
            AccessPattern pattern, List<Arguments> calls, PreparedQuery prepared, Tally tally) {
        Table table = table(mapping.table(pattern.entity()).name());
        for (Arguments call : calls.stream().limit(CHANGING_CALLS).toList()) {
            int before = tally.calls();
            List<ContentRow> rows = expectation.chosen(pattern, call);
            for (Map<String, @Nullable String> values : newValues(pattern, table, call)) {
                String statement = prepared.call(call.setting(values), Map.of());
                Contents expected = expectation.updated(pattern, rows, values);
                Optional<Difference> difference = judged(
                        changes.outcome(
                                statement,
                                (after, returned) -> returned != rows.size()
                                        ? Optional.of(new Difference(
                                                rows.size() + " rows should change and " + returned + " did",
                                                statement))
                                        : compared(table.name(), expected, after, statement)),
                        rows.size(),
                        tally);
                if (difference.isPresent()) {
                    return difference;
                }
                if (tally.calls() >= before + (rows.isEmpty() ? 1 : 2)) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    /** A refusal for the sake of the rows is right as often as not: another call will tell. */
    private static Optional<Difference> judged(ChangeTrial.Outcome outcome, int rows, Tally tally) {
        if (outcome.refused()) {
            tally.refused();
            return Optional.empty();
        }
        tally.call(rows);
        return outcome.difference();
    }

    /** New values as other rows of the tenant have them, so that they satisfy the rules of the table together. */
    private Set<Map<String, @Nullable String>> newValues(AccessPattern pattern, Table table, Arguments call) {
        Set<Map<String, @Nullable String>> all = new LinkedHashSet<>();
        String tenant = mapping.tenantColumn().orElse("");
        for (ContentRow row : contents.rows(table.name())) {
            Value owner = row.value(tenant);
            boolean same =
                    call.tenant() == null || (owner != null && owner.text().equals(call.tenant()));
            if (same && all.size() < NEW_VALUES) {
                Map<String, @Nullable String> values = new HashMap<>();
                for (String set : pattern.sets()) {
                    String column = mapping.reference(pattern.entity(), set)
                            .map(Mapping.Reference::column)
                            .orElse(set);
                    Value value = row.value(column);
                    values.put(column, value == null ? null : value.text());
                }
                all.add(values);
            }
        }
        return all;
    }

    private Optional<Difference> deleted(
            AccessPattern pattern, List<Arguments> calls, PreparedQuery prepared, Tally tally) {
        for (Arguments call : calls) {
            List<ContentRow> chosen = expectation.chosen(pattern, call);
            Optional<Mapping.Reference> whole = whole(pattern.entity());
            Optional<Difference> difference = deleted(
                    whole.map(reference -> reference.parent().name())
                            .orElse(mapping.table(pattern.entity()).name()),
                    prepared.call(call, Map.of()),
                    whole.map(reference -> wholes(reference, chosen)).orElse(chosen),
                    tally);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** The reference by which the row of a kind is a row of its entity; the two come and go together. */
    private Optional<Mapping.Reference> whole(String entity) {
        return mapping.references(entity).stream()
                .filter(reference -> mapping.requirements().isA(reference.relationship()))
                .findFirst();
    }

    private List<ContentRow> wholes(Mapping.Reference reference, List<ContentRow> kinds) {
        EntityTable parent = reference.parent();
        List<String> key = mapping.keyColumns(parent.scoped(), parent);
        List<String> own = mapping.foreignKeyColumns(parent.scoped(), parent, reference.column());
        return contents.rows(parent.name()).stream()
                .filter(row -> kinds.stream()
                        .anyMatch(kind -> IntStream.range(0, key.size())
                                .allMatch(i -> Objects.requireNonNull(row.value(key.get(i)))
                                        .isSameAs(Objects.requireNonNull(kind.value(own.get(i)))))))
                .toList();
    }

    /** A statement that should delete these rows, and those that go with them. */
    Optional<Difference> deleted(QualifiedName table, String statement, List<ContentRow> rows, Tally tally) {
        Optional<Contents> expected = expectation.deleted(rows);
        ChangeTrial.Outcome outcome = changes.outcome(
                statement,
                (after, returned) -> expected.map(wanted -> compared(table, wanted, after, statement))
                        .orElse(Optional.of(new Difference(
                                "rows that refer to these should have forbidden it, and did not", statement))));
        if (outcome.refused() && expected.isPresent()) {
            return outcome.difference();
        }
        return judged(outcome, rows.size(), tally);
    }

    private Optional<Difference> created(AccessPattern pattern, PreparedQuery prepared, Tally tally) {
        EntityTable entity = mapping.table(pattern.entity());
        Table table = table(entity.name());
        String tenant = mapping.tenantColumn().orElse("");
        Optional<List<String>> once = IdempotentCreateDecision.key(mapping, entity, table);
        Optional<Mapping.Reference> whole = whole(pattern.entity());
        List<Map<String, @Nullable String>> wholes =
                whole.map(reference -> data.held(reference.parent().name())).orElse(List.of());
        int next = 0;
        for (Map<String, @Nullable String> held : data.held(entity.name())) {
            if (tally.calls() >= NEW_ROWS) {
                break;
            }
            Map<String, @Nullable String> row = new HashMap<>();
            if (!wholes.isEmpty()) {
                row.putAll(wholes.get(next++ % wholes.size()));
            }
            row.putAll(held);
            Arguments call = new Arguments(row.get(tenant), Map.of(), row);
            String statement = prepared.call(call, Map.of());
            Set<String> passed = prepared.setColumns();
            Optional<Difference> difference = judged(
                    changes.outcome(statement, (after, returned) -> {
                        List<ContentRow> added = changes.added(entity.name(), after);
                        boolean again = once.isPresent() && changes.had(entity.name(), once.get(), row);
                        if (again) {
                            return added.isEmpty() && returned == 0
                                    ? Optional.empty()
                                    : Optional.of(new Difference("a pair that is there was added again", statement));
                        }
                        if (added.size() != 1) {
                            return Optional.of(
                                    new Difference("one row should be added and " + added.size() + " were", statement));
                        }
                        return newRowDifference(entity, table, row, passed, added.get(0), statement)
                                .or(() -> compared(
                                        entity.name(),
                                        withWhole(whole, expectation.added(added.get(0)), after),
                                        after,
                                        statement));
                    }),
                    1,
                    tally);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** A new row of a kind is a new row of its entity, too; the foreign key between them says that it is this one. */
    private Contents withWhole(Optional<Mapping.Reference> whole, Contents expected, Contents after) {
        if (whole.isEmpty()) {
            return expected;
        }
        QualifiedName parent = whole.get().parent().name();
        List<ContentRow> rows = new ArrayList<>(contents.rows(parent));
        changes.added(parent, after).stream().limit(1).forEach(rows::add);
        return expected.with(Map.of(parent, rows));
    }

    private Optional<Difference> newRowDifference(
            EntityTable entity,
            Table table,
            Map<String, @Nullable String> row,
            Set<String> passed,
            ContentRow added,
            String statement) {
        List<String> expected = new ArrayList<>();
        List<String> real = new ArrayList<>();
        for (Column column : table.columns()) {
            String name = column.name();
            Value value = added.value(name);
            boolean given = passed.contains(name);
            if (given || expectation.isKnownForNewRow(entity, column)) {
                Value wanted = given ? expectation.value(column, row.get(name)) : expectation.forNewRow(entity, column);
                expected.add(name + "=" + (wanted == null ? "null" : wanted.canonical()));
                real.add(name + "=" + (value == null ? "null" : value.canonical()));
            }
        }
        return Difference.ofLists(List.of(expected), List.of(real), statement);
    }

    private Optional<Difference> compared(QualifiedName changed, Contents expected, Contents after, String statement) {
        return changes.difference(changed, expected, after, statement)
                .or(() -> expectation.outOfStep(after).map(what -> new Difference(what, statement)));
    }

    private Table table(QualifiedName name) {
        return catalog.table(name).orElseThrow(() -> new IllegalStateException("no table " + name));
    }
}
