package dev.pgwright.design.prove;

import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.testkit.PostgresFixture;

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
        DesignTexts texts = DesignTexts.of(design);
        ProofSubject subject = new ProofSubject(
                design.catalog(),
                up,
                texts.down(),
                DbmlWriter.write(design.catalog(), DbmlExtras.NONE),
                texts.queries(),
                design.examples(),
                design.lifecycles(),
                design.maintained(),
                design.redundancies(),
                design.groupRules());
        int version = design.mapping().requirements().project().postgres();
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            return DesignProof.run(subject, databases, ProofListener.SILENT);
        }
    }
}
