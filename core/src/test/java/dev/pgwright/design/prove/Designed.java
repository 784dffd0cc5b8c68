package dev.pgwright.design.prove;

import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import java.util.List;

/** Proves what is designed from requirements in a test. */
final class Designed {
    private Designed() {}

    /** The proof of what these requirements become, on the version that they name. */
    static ProofReport proof(String yaml) {
        return proof(Designs.of(yaml));
    }

    static ProofReport proof(Design design) {
        return proof(design, DesignTexts.of(design).up());
    }

    /** The same where the server was given another script than the designed one. */
    static ProofReport proof(Design design, String up) {
        return proof(design, up, DesignTexts.of(design).queries());
    }

    /** The same with other queries than the designed ones. */
    static ProofReport proof(Design design, List<DesignedQuery> queries) {
        return proof(design, DesignTexts.of(design).up(), queries);
    }

    private static ProofReport proof(Design design, String up, List<DesignedQuery> queries) {
        ProofSubject subject = subject(design, up, queries);
        int version = design.mapping().requirements().project().postgres();
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            return DesignProof.run(subject, databases, ProofListener.SILENT);
        }
    }

    /** Only the proofs of what queries return and change. */
    static List<Proof> rows(Design design, List<DesignedQuery> queries) {
        ProofSubject subject = subject(design, DesignTexts.of(design).up(), queries);
        int version = design.mapping().requirements().project().postgres();
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            session.execute(subject.up());
            DesignProof.settle(session);
            return session.rolledBack(() -> {
                Population population =
                        new Population(session, subject.catalog(), subject.examples(), subject.groupRules());
                population.fill();
                return RowsProofs.of(subject, design.mapping(), session, population);
            });
        }
    }

    private static ProofSubject subject(Design design, String up, List<DesignedQuery> queries) {
        DesignTexts texts = DesignTexts.of(design);
        return new ProofSubject(
                design.catalog(),
                up,
                texts.down(),
                DbmlWriter.write(design.catalog(), DbmlExtras.NONE),
                queries,
                design.examples(),
                design.lifecycles(),
                design.maintained(),
                design.redundancies(),
                design.groupRules(),
                design.auditTrails(),
                design.mapping());
    }
}
