package dev.pgwright.design.prove;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.View;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.twin.PlannerTwin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves a design on a running PostgreSQL: its migration applies and can be taken back without a trace, each of its
 * rules refuses a bad row and accepts a good one, its queries run, and at the stated volume they are planned as they were
 * meant to be.
 */
public final class DesignProof {
    private final ProofSubject subject;
    private final ScratchDatabases databases;
    private final @Nullable PlanSubject plans;
    private final ProofListener listener;
    private final List<Proof> proofs = new ArrayList<>();

    private DesignProof(
            ProofSubject subject, @Nullable PlanSubject plans, ScratchDatabases databases, ProofListener listener) {
        this.subject = subject;
        this.plans = plans;
        this.databases = databases;
        this.listener = listener;
    }

    /**
     * Tries all claims of the design. A claim that fails is a result and no exception.
     *
     * @param databases where to make databases to try it in; they stay until the caller closes them
     * @throws dev.pgwright.finding.PgwrightException if the server cannot be reached
     */
    public static ProofReport run(ProofSubject subject, ScratchDatabases databases, ProofListener listener) {
        return run(subject, null, databases, listener);
    }

    /**
     * Tries all claims of the design, those on plans among them, for which it starts a server of its own.
     *
     * @param plans null to leave plans out
     */
    public static ProofReport run(
            ProofSubject subject, @Nullable PlanSubject plans, ScratchDatabases databases, ProofListener listener) {
        DesignProof proof = new DesignProof(subject, plans, databases, listener);
        proof.runAll();
        return new ProofReport(databases.version().text(), proof.proofs);
    }

    private void runAll() {
        Session session = databases.create();
        ScriptProofs scripts = new ScriptProofs(session);
        ObjectSnapshot empty = ObjectSnapshot.of(session);
        listener.step("asking what the design and the DBML mean", 1, steps());
        AgreementProofs agreement = new AgreementProofs(session, subject.catalog(), subject.dbml());
        listener.step("applying the migration and comparing", 2, steps());
        Proof up = decided(scripts.applied(
                new Claim(Proof.Kind.UP, "migration", "the migration applies"), "up.sql", subject.up()));
        if (up.outcome() != Proof.Outcome.PASSED) {
            return;
        }
        ObjectSnapshot full = ObjectSnapshot.of(session);
        agreement.with(CatalogReader.read(session)).forEach(this::decided);
        rowsAndQueries(session);
        plans();
        listener.step("taking it back", steps(), steps());
        backAndForth(session, scripts, empty, full);
    }

    private void rowsAndQueries(Session session) {
        settle(session);
        session.rolledBack(() -> {
            Population population =
                    new Population(session, subject.catalog(), subject.examples(), subject.groupRules());
            listener.step("trying every rule on good and bad rows", 3, steps());
            Map<QualifiedName, Population.Made> firsts = population.fill();
            TableProofs tables = new TableProofs(
                    session, population, subject.lifecycles(), subject.groupRules(), subject.auditTrails());
            for (TableFacts table : population.tables()) {
                Population.Made first =
                        firsts.getOrDefault(table.table().name(), new Population.Made(null, "it was not tried"));
                tables.prove(table, first).forEach(this::decided);
            }
            PartitionProofs partitions = new PartitionProofs(session, population);
            subject.maintained().forEach(maintained -> decided(partitions.prove(maintained)));
            for (View view : subject.catalog().views()) {
                if (view.materialized()) {
                    session.execute("REFRESH MATERIALIZED VIEW " + Quoted.name(view.name()));
                }
            }
            RedundancyProofs redundancies = new RedundancyProofs(session, population);
            for (Redundancy redundancy : subject.redundancies()) {
                decided(redundancies.prove(redundancy));
            }
            listener.step("running every query", 4, steps());
            QueryProofs queries = new QueryProofs(subject.catalog(), session, population);
            for (DesignedQuery query : subject.queries()) {
                decided(queries.prove(query));
            }
            Mapping mapping = subject.mapping();
            if (mapping != null) {
                RowsProofs.of(subject, mapping, session, population).forEach(this::decided);
            }
            return Optional.empty();
        });
        session.reset();
    }

    private int steps() {
        return plans == null ? 5 : 6;
    }

    private void plans() {
        if (plans == null) {
            return;
        }
        listener.step("planning every query at the stated volume", 5, steps());
        PostgresVersion version = PostgresVersion.ofMajor(databases.version().major())
                .orElseThrow(() -> new IllegalStateException("scratch databases are on embedded servers"));
        List<String> statements = Sql.parse(SourceFile.of("up.sql", subject.up())).statements().stream()
                .map(statement -> statement.span().of(subject.up()))
                .toList();
        try (PlannerTwin twin = PlannerTwin.start(version, Map.of(), statements, plans.statistics())) {
            new PlanProofs(plans, subject.catalog(), twin).run(subject.queries(), this::decided);
        }
    }

    /** Dates are read and written the same way everywhere, so that evidence is the same everywhere. */
    static void settle(Session session) {
        session.execute("SET TimeZone = 'UTC'");
        session.execute("SET DateStyle = 'ISO, YMD'");
        session.execute("SET IntervalStyle = 'postgres'");
        session.execute("SET statement_timeout = '60s'");
    }

    private void backAndForth(Session session, ScriptProofs scripts, ObjectSnapshot empty, ObjectSnapshot full) {
        Claim back = new Claim(Proof.Kind.DOWN, "rollback", "the rollback leaves nothing of the migration");
        Proof down = scripts.applied(back, "down.sql", subject.down());
        if (down.outcome() == Proof.Outcome.PASSED) {
            down = ScriptProofs.nothingLeft(back, empty, ObjectSnapshot.of(session));
        }
        decided(down);
        Claim again = new Claim(Proof.Kind.UP_AGAIN, "migration", "after the rollback the migration applies again");
        Proof second = scripts.applied(again, "up.sql", subject.up());
        if (second.outcome() == Proof.Outcome.PASSED) {
            second = ScriptProofs.sameAgain(again, full, ObjectSnapshot.of(session));
        }
        decided(second);
    }

    private Proof decided(Proof proof) {
        proofs.add(proof);
        listener.decided(proof);
        return proof;
    }
}
