package dev.pgwright.design.prove;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.View;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.RetentionQuery;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.prove.evaluate.Arguments;
import dev.pgwright.design.prove.evaluate.ContentRow;
import dev.pgwright.design.prove.evaluate.Contents;
import dev.pgwright.design.prove.evaluate.Expectation;
import dev.pgwright.design.prove.evaluate.Reading;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Proves that queries return the right rows and change the right ones: each is called on a data set, and the outcome is
 * compared with what its access pattern means by {@link Expectation}, which knows no SQL.
 */
final class RowsProofs {
    private static final String PREPARED = "pgwright_rows";
    private static final String SMALL = "pgwright_small_page";
    private static final String RETENTION = "expire_";

    private final Session session;
    private final Mapping mapping;
    private final StoredContents stored;
    private final Contents contents;
    private final Expectation expectation;
    private final ChangedRows changed;

    private RowsProofs(ProofSubject subject, Mapping mapping, Session session, DataSet data) {
        List<Redundancy> redundancies = subject.redundancies();
        Set<QualifiedName> histories =
                subject.auditTrails().stream().map(AuditTrail::history).collect(Collectors.toSet());
        this.session = session;
        this.mapping = mapping;
        this.stored = new StoredContents(session, subject.catalog());
        this.contents = stored.read();
        this.expectation = new Expectation(
                mapping, subject.catalog(), contents, stored.order(contents), stored.now(), new StoredLexemes(session));
        this.changed = new ChangedRows(
                mapping,
                subject.catalog(),
                data,
                contents,
                expectation,
                new ChangeTrial(session, subject.catalog(), redundancies, histories, stored, contents));
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
        return judged(
                claim,
                changed.difference(pattern, calls(pattern), prepared, tally),
                tally,
                "no call of those tried changes a row");
    }

    private static Proof judged(Claim claim, Optional<Difference> difference, Tally tally, String nothing) {
        if (difference.isPresent()) {
            return claim.failed(difference.get().what(), null, difference.get().statement());
        }
        return tally.rows() == 0
                ? claim.notShown(nothing + "; " + tally.text())
                : claim.passed(tally.text(), null, null);
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
            int batch = RetentionQuery.batch(mapping, table);
            // until none is left, as its file says
            String statement = String.join(
                    ";\n",
                    Collections.nCopies(
                            Math.max(1, (rows.size() + batch - 1) / batch),
                            prepared.call(new Arguments(null, Map.of(), Map.of()), Map.of())));
            return judged(
                    claim,
                    changed.deleted(table.name(), statement, rows, tally),
                    tally,
                    "no row of the data set can go");
        });
    }
}
