import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.prove.DesignProof;
import dev.pgwright.design.prove.ProofListener;
import dev.pgwright.design.prove.ProofReport;
import dev.pgwright.design.prove.ProofSubject;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.RequirementsReader;
import dev.pgwright.design.volume.Capacity;
import dev.pgwright.design.volume.StatedVolumes;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.source.SourceFile;
import java.time.Instant;

/** Designs once from requirements of so many entities; see bench/design. */
final class DesignTimes {
    private DesignTimes() {}

    public static void main(String[] arguments) {
        int entities = Integer.parseInt(arguments[0]);
        SourceFile file = SourceFile.of("large.yaml", text(entities));
        long start = System.nanoTime();
        Requirements requirements = RequirementsReader.read(file);
        long read = System.nanoTime();
        Design design = SchemaDesigner.design(requirements);
        long designed = System.nanoTime();
        DesignTexts texts = DesignTexts.of(design);
        long written = System.nanoTime();
        Capacity.of(design);
        StatedVolumes.of(design, Capacity.HORIZON_DAYS, Instant.parse("2027-01-01T00:00:00Z"));
        long sized = System.nanoTime();
        System.out.printf("%-8d %6d %7d %6d %8d", entities, ms(start, read), ms(read, designed), ms(designed, written),
                ms(written, sized));
        if (arguments[1].equals("no")) {
            System.out.println();
            return;
        }
        try (PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch());
                ScratchDatabases databases = new ScratchDatabases(server)) {
            long begun = System.nanoTime();
            ProofReport report = DesignProof.run(
                    new ProofSubject(design.catalog(), texts.up(), texts.down(),
                            DbmlWriter.write(design.catalog(), DbmlExtras.NONE), texts.queries(), design.examples(),
                            design.lifecycles(), design.maintained(), design.redundancies(), design.groupRules()),
                    databases, ProofListener.SILENT);
            System.out.printf(" %7d %7d%n", ms(begun, System.nanoTime()), report.proofs().size());
        }
    }

    private static long ms(long from, long to) {
        return (to - from) / 1_000_000;
    }

    /** A tree of things, each with a few kinds of facts, a list and a look-up by key. */
    private static String text(int entities) {
        StringBuilder text = new StringBuilder("pgwright: 1\nproject: { name: large }\nentities:\n");
        for (int i = 0; i < entities; i++) {
            text.append("  thing_%d:\n    volume: { rows: 1M, growth: 1k/day }\n    attributes:\n".formatted(i));
            text.append("      name: { type: text, required: true, max_length: 80 }\n");
            text.append("      code: { type: code, required: true, unique: true, pattern: '^[A-Z0-9]{8}$' }\n");
            text.append("      total: { type: money, currency: EUR, required: true, min: 0 }\n");
            text.append("      state: { type: status, required: true, values: [open, done, gone] }\n");
            text.append("      happened_at: { type: timestamp, required: true }\n");
            text.append("      note: { type: text, max_length: 500 }\n");
        }
        text.append("relationships:\n");
        for (int i = 1; i < entities; i++) {
            text.append("  - { from: thing_%d, to: thing_%d, kind: 1:N, role: owner, required: true }\n"
                    .formatted((i - 1) / 4, i));
        }
        text.append("access_patterns:\n");
        for (int i = 1; i < entities; i++) {
            text.append("  things_%d: { kind: list, entity: thing_%d, return: [name, owner.name], "
                    .formatted(i, i));
            text.append("filter: { owner: equals, state: equals }, sort: [-happened_at], rate: 5/s, latency: 20 ms }\n");
        }
        return text.toString();
    }
}
