import dev.pgwright.design.requirements.RequirementsReader;
import dev.pgwright.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Reads one large requirements file again and again; see the script of the same name. */
final class RequirementsRead {
    private static final int ENTITIES = 500;
    private static final int REPEATS = 10;

    private RequirementsRead() {}

    public static void main(String[] args) {
        SourceFile file = SourceFile.of("large.yaml", text());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] wall = new long[REPEATS + 1];
        long[] cpu = new long[REPEATS + 1];
        for (int i = 0; i <= REPEATS; i++) {
            long startedAt = System.nanoTime();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            if (RequirementsReader.read(file).entities().size() != ENTITIES) {
                throw new IllegalStateException("not everything was read");
            }
            cpu[i] = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1_000_000;
            wall[i] = (System.nanoTime() - startedAt) / 1_000_000;
        }
        System.out.printf("%d characters%n", file.text().length());
        System.out.printf("first  wall %5d  cpu %5d%n", wall[0], cpu[0]);
        System.out.printf("median wall %5d  cpu %5d%n", laterMedian(wall), laterMedian(cpu));
    }

    private static long laterMedian(long[] values) {
        long[] later = Arrays.copyOfRange(values, 1, values.length);
        Arrays.sort(later);
        return later[later.length / 2];
    }

    private static String text() {
        StringBuilder text = new StringBuilder("pgwright: 1\nproject: { name: large }\nentities:\n");
        for (int i = 0; i < ENTITIES; i++) {
            text.append("  thing_%d:\n    volume: 1M\n    attributes:\n".formatted(i));
            for (int j = 0; j < 12; j++) {
                text.append("      fact_%d: { type: text, max_length: 80, description: A fact }\n".formatted(j));
            }
        }
        text.append("relationships:\n");
        for (int i = 1; i < ENTITIES; i++) {
            text.append("  - { from: thing_%d, to: thing_%d, kind: 1:N, role: owner, required: true }\n"
                    .formatted(i / 2, i));
        }
        text.append("access_patterns:\n");
        for (int i = 1; i < ENTITIES; i++) {
            text.append("  things_%d: { kind: list, entity: thing_%d, return: [fact_1, owner.fact_2], "
                    .formatted(i, i));
            text.append("filter: { owner: equals }, sort: [fact_3], rate: 5/s, latency: 20 ms }\n");
        }
        return text.toString();
    }
}
