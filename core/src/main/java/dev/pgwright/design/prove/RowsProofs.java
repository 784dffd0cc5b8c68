package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.design.decide.IdempotentCreateDecision;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.prove.evaluate.Arguments;
import dev.pgwright.design.prove.evaluate.ContentRow;
import dev.pgwright.design.prove.evaluate.Contents;
import dev.pgwright.design.prove.evaluate.Expectation;
import dev.pgwright.design.prove.evaluate.Reading;
import dev.pgwright.design.prove.evaluate.Value;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Proves that queries return the right rows and change the right ones: each is called on a data set, and the outcome is
 * compared with what its access pattern means by {@link Expectation}, which knows no SQL.
 */
final class RowsProofs {
    private static final String PREPARED = "pgwright_rows";
    private static final String SMALL = "pgwright_small_page";
    private static final String RETENTION = "expire_";
    private static final int NEW_ROWS = 8;
    private static final int CHANGING_CALLS = 16;

    private static final int NEW_VALUES = 6;

    private final Session session;
    private final Catalog catalog;
    private final Mapping mapping;
    private final DataSet data;
    private final StoredContents stored;
    private final Contents contents;
    private final Expectation expectation;
    private final ChangeTrial changes;

    private RowsProofs(ProofSubject subject, Mapping mapping, Session session, DataSet data) {
        List<Redundancy> redundancies = subject.redundancies();
        Set<QualifiedName> histories =
                subject.auditTrails().stream().map(AuditTrail::history).collect(Collectors.toSet());
        this.session = session;
        this.catalog = subject.catalog();
        this.mapping = mapping;
        this.data = data;
        this.stored = new StoredContents(session, subject.catalog());
        this.contents = stored.read();
        this.expectation = new Expectation(
                mapping, subject.catalog(), contents, stored.order(contents), stored.now(), new StoredLexemes(session));
        this.changes = new ChangeTrial(session, subject.catalog(), redundancies, histories, stored, contents);
    }

    /** Fills the tables, proves the queries and takes the rows back. */
    static List<Proof> of(ProofSubject subject, Mapping mapping, Session session, Population population) {
        return population.scoped(() -> {
            QualifiedName tenants = mapping.tenantColumn().isEmpty()
                            || mapping.requirements().tenancy() == null
                    ? null
                    : mapping.table(mapping.requirements().tenancy().entity()).name();
            DataSet data =
                    new DataSet(session, population, TellingValues.of(mapping), kept(subject.redundancies()), tenants);
            data.fill();
            subject.catalog().views().stream()
                    .filter(View::materialized)
                    .forEach(view -> session.execute("REFRESH MATERIALIZED VIEW " + Quoted.name(view.name())));
            // no order for free, as an index gives it: what a query does not say must show
            session.execute("SET LOCAL enable_indexscan = off");
            session.execute("SET LOCAL enable_indexonlyscan = off");
            RowsProofs proofs = new RowsProofs(subject, mapping, session, data);
            List<Proof> decided = new ArrayList<>();
            subject.queries().forEach(query -> proofs.prove(query).ifPresent(decided::add));
            return decided;
        });
    }

    /** What a trigger or a foreign key writes; of a dependency both sides are the application's to write. */
    private static Set<ColumnName> kept(List<Redundancy> redundancies) {
        return redundancies.stream()
                .filter(redundancy -> redundancy.kind() != Redundancy.Kind.DEPENDENCY)
                .flatMap(redundancy ->
                        redundancy.columns().stream().map(column -> new ColumnName(redundancy.table(), column)))
                .collect(Collectors.toSet());
    }

    /** Of a query that the requirements gave as SQL nothing else says what its rows should be. */
    private Optional<Proof> prove(DesignedQuery query) {
        Optional<AccessPattern> pattern = mapping.requirements().accessPatterns().stream()
                .filter(one -> one.name().equals(query.name()))
                .findFirst();
        if (pattern.isPresent()) {
            return pattern.map(one -> one.sql() == null
                    ? prove(query, one)
                    : claim(query, one).notEvaluated("not evaluated independently: written as SQL"));
        }
        return mapping.tables().stream()
                .filter(table -> query.name().equals(RETENTION + table.name().name())
                        && table.entity().retention() != null)
                .findFirst()
                .map(table -> expired(query, table));
    }

    private static boolean reads(AccessPattern pattern) {
        return switch (pattern.kind()) {
            case GET, LIST, AGGREGATE -> true;
            case CREATE, UPDATE, DELETE -> false;
        };
    }

    private static Claim claim(DesignedQuery query, AccessPattern pattern) {
        return new Claim(
                Proof.Kind.ROWS,
                query.name(),
                "query " + query.name() + (reads(pattern) ? " returns the right rows" : " changes the right rows"));
    }

    private Proof prove(DesignedQuery query, AccessPattern pattern) {
        boolean reads = reads(pattern);
        Claim claim = claim(query, pattern);
        return prepared(
                claim,
                query,
                prepared -> reads ? read(claim, query, pattern, prepared) : change(claim, pattern, prepared));
    }

    private Proof prepared(Claim claim, DesignedQuery query, Function<PreparedQuery, Proof> trial) {
        Optional<PreparedQuery> prepared = PreparedQuery.of(session, PREPARED, query);
        if (prepared.isEmpty()) {
            return claim.notShown("it does not prepare");
        }
        try {
            return trial.apply(prepared.get());
        } finally {
            prepared.get().close();
        }
    }

    private List<Arguments> calls(AccessPattern pattern) {
        EntityTable root = mapping.table(pattern.entity());
        return new ArgumentChoice(
                        expectation.reading(pattern),
                        contents.rows(root.name()),
                        root.scoped() ? mapping.tenantColumn().orElse(null) : null)
                .calls();
    }

    private Proof read(Claim claim, DesignedQuery query, AccessPattern pattern, PreparedQuery prepared) {
        Reading reading = expectation.reading(pattern);
        Tally tally = new Tally();
        int page = pattern.page() == null ? ReadTrial.DEFAULT_PAGE : pattern.page();
        boolean paged = pattern.kind() == Kind.LIST && reading.nearest().isEmpty();
        PreparedQuery small = paged && page > ReadTrial.SMALL_PAGE
                ? PreparedQuery.withPage(session, SMALL, query, page, ReadTrial.SMALL_PAGE)
                        .orElse(null)
                : null;
        if (paged && page > ReadTrial.SMALL_PAGE && small == null) {
            return claim.failed("it has not one LIMIT of " + page + " rows", null, query.sql());
        }
        if (small != null) {
            tally.smallPages(page);
        }
        try {
            Optional<Difference> difference =
                    new ReadTrial(session, query, reading, tally).difference(prepared, small, calls(pattern));
            if (difference.isPresent()) {
                return claim.failed(
                        difference.get().what(), null, difference.get().statement());
            }
        } finally {
            if (small != null) {
                small.close();
            }
        }
        if (tally.rows() == 0) {
            return claim.notShown("no row of the data set passes its filters; " + tally.text());
        }
        return claim.passed(
                tally.text() + (reading.isRanked() ? "; that the order is by relevance is the server's word" : ""),
                null,
                prepared.call(calls(pattern).get(0), Map.of()));
    }

    private Proof change(Claim claim, AccessPattern pattern, PreparedQuery prepared) {
        Tally tally = new Tally();
        Optional<Difference> difference = switch (pattern.kind()) {
            case CREATE -> created(pattern, prepared, tally);
            case UPDATE -> updated(pattern, prepared, tally);
            case DELETE -> deleted(pattern, prepared, tally);
            case GET, LIST, AGGREGATE -> throw new IllegalStateException("it reads");
        };
        if (difference.isPresent()) {
            return claim.failed(difference.get().what(), null, difference.get().statement());
        }
        return tally.rows() == 0
                ? claim.notShown("no call of those tried changes a row; " + tally.text())
                : claim.passed(tally.text(), null, null);
    }

    private Optional<Difference> updated(AccessPattern pattern, PreparedQuery prepared, Tally tally) {
        Table table = table(mapping.table(pattern.entity()).name());
        for (Arguments call : calls(pattern).stream().limit(CHANGING_CALLS).toList()) {
            int before = tally.calls();
            List<ContentRow> rows = expectation.chosen(pattern, call);
            for (Map<String, @Nullable String> values : newValues(pattern, table, call)) {
                String statement = prepared.call(call.setting(values), Map.of());
                Contents expected = expectation.updated(rows, values);
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

    private Optional<Difference> deleted(AccessPattern pattern, PreparedQuery prepared, Tally tally) {
        for (Arguments call : calls(pattern)) {
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

    private Optional<Difference> deleted(QualifiedName table, String statement, List<ContentRow> rows, Tally tally) {
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

    private Proof expired(DesignedQuery query, EntityTable table) {
        var retention = Objects.requireNonNull(table.entity().retention());
        Claim claim = new Claim(
                Proof.Kind.ROWS, query.name(), "query " + query.name() + " deletes the rows that have expired");
        return prepared(claim, query, prepared -> {
            List<ContentRow> rows = contents.rows(table.name()).stream()
                    .filter(row -> expectation.isOlder(row.value(retention.by()), retention.days()))
                    // what others refer to and must not lose stays
                    .filter(row -> expectation.deleted(List.of(row)).isPresent())
                    .toList();
            Tally tally = new Tally();
            Optional<Difference> difference = deleted(
                    table.name(), prepared.call(new Arguments(null, Map.of(), Map.of()), Map.of()), rows, tally);
            if (difference.isPresent()) {
                return claim.failed(
                        difference.get().what(), null, difference.get().statement());
            }
            return tally.rows() == 0
                    ? claim.notShown("no row of the data set can go; " + tally.text())
                    : claim.passed(tally.text(), null, null);
        });
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
