package dev.pgwright.design.prove;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves a design on a running PostgreSQL: its migration applies and can be taken back without a trace, each of its
 * rules refuses a bad row and accepts a good one, and its queries run.
 */
public final class DesignProof {
    private static final int STEPS = 5;

    private final ProofSubject subject;
    private final ScratchDatabases databases;
    private final ProofListener listener;
    private final List<Proof> proofs = new ArrayList<>();

    private DesignProof(ProofSubject subject, ScratchDatabases databases, ProofListener listener) {
        this.subject = subject;
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
        DesignProof proof = new DesignProof(subject, databases, listener);
        proof.runAll();
        return new ProofReport(databases.version().text(), proof.proofs);
    }

    private void runAll() {
        Session session = databases.create();
        ScriptProofs scripts = new ScriptProofs(session);
        ObjectSnapshot empty = ObjectSnapshot.of(session);
        listener.step("asking what the design and the DBML mean", 1, STEPS);
        AgreementProofs agreement = new AgreementProofs(session, subject.catalog(), subject.dbml());
        listener.step("applying the migration and comparing", 2, STEPS);
        Proof up = decided(scripts.applied(
                new Claim(Proof.Kind.UP, "migration", "the migration applies"), "up.sql", subject.up()));
        if (up.outcome() != Proof.Outcome.PASSED) {
            return;
        }
        ObjectSnapshot full = ObjectSnapshot.of(session);
        agreement.with(CatalogReader.read(session)).forEach(this::decided);
        rowsAndQueries(session);
        listener.step("taking it back", 5, STEPS);
        backAndForth(session, scripts, empty, full);
    }

    private void rowsAndQueries(Session session) {
        // dates are read and written the same way everywhere, so that evidence is the same everywhere
        session.execute("SET TimeZone = 'UTC'");
        session.execute("SET DateStyle = 'ISO, YMD'");
        session.execute("SET IntervalStyle = 'postgres'");
        session.execute("SET statement_timeout = '60s'");
        session.rolledBack(() -> {
            Population population =
                    new Population(session, subject.catalog(), subject.examples(), subject.groupRules());
            listener.step("trying every rule on good and bad rows", 3, STEPS);
            Map<QualifiedName, Population.Made> firsts = population.fill();
            TableProofs tables = new TableProofs(session, population, subject.lifecycles(), subject.groupRules());
            for (TableFacts table : population.tables()) {
                Population.Made first =
                        firsts.getOrDefault(table.table().name(), new Population.Made(null, "it was not tried"));
                tables.prove(table, first).forEach(this::decided);
            }
            PartitionProofs partitions = new PartitionProofs(session, population);
            subject.maintained().forEach(maintained -> decided(partitions.prove(maintained)));
            RedundancyProofs redundancies = new RedundancyProofs(session, population);
            for (Redundancy redundancy : subject.redundancies()) {
                decided(redundancies.prove(redundancy));
            }
            listener.step("running every query", 4, STEPS);
            QueryProofs queries = new QueryProofs(subject.catalog(), session, population);
            for (DesignedQuery query : subject.queries()) {
                decided(queries.prove(query));
            }
            return Optional.empty();
        });
        session.reset();
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
