import dev.pgwright.api.DesignProject;
import dev.pgwright.api.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Designs once from requirements of so many entities and prints the time of each step; see bench/design. */
final class DesignTimes implements Progress {
    private final Map<String, Long> times = new LinkedHashMap<>();

    public static void main(String[] arguments) throws IOException {
        int entities = Integer.parseInt(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Path file = Files.writeString(folder.resolve("requirements.yaml"), requirements(entities));
        DesignTimes times = new DesignTimes();
        DesignProject.Result result = DesignProject.run(
                new DesignProject.Request(file, folder.resolve("out"), true, "bench"), times);
        times.print(entities, result);
    }

    private void print(int entities, DesignProject.Result result) {
        long proof = 0;
        long design = 0;
        System.out.printf("%d entities, %d proofs%n", entities, result.report().proofs().size());
        for (Map.Entry<String, Long> step : times.entrySet()) {
            String name = step.getKey();
            System.out.printf("  %8d  %s%n", step.getValue(), name);
            if (name.startsWith("Prove") || name.startsWith("Start")) {
                proof += step.getValue();
            } else if (!name.startsWith("Draw") && !name.startsWith("Write")) {
                design += step.getValue();
            }
        }
        System.out.printf("  %8d  design%n  %8d  proof%n", design, proof);
    }

    @Override
    public Step step(String name) {
        long started = System.nanoTime();
        String shown = name.startsWith("Write") ? "Write" : name;
        return new Step() {
            @Override
            public void doing(String detail) {}

            @Override
            public void at(long done, long all) {}

            @Override
            public void done(String result) {}

            @Override
            public void close() {
                times.merge(shown, (System.nanoTime() - started) / 1_000_000, Long::sum);
            }
        };
    }

    @Override
    public void note(String text) {}

    /** A tree of things with a few kinds of facts, each listed by its owner. */
    private static String requirements(int entities) {
        StringBuilder text = new StringBuilder("pgwright: 1\nproject: { name: large }\nentities:\n");
        for (int i = 0; i < entities; i++) {
            text.append("  thing_%d:\n    volume: { rows: 1M, growth: 1k/day }\n    attributes:\n".formatted(i));
            text.append("      name: { type: text, required: true, max_length: 80 }\n");
            text.append("      number: { type: code, required: true, unique: true, pattern: '^[A-Z0-9]{8}$' }\n");
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
            text.append("  things_%d: { kind: list, entity: thing_%d, return: [name, owner.name], ".formatted(i, i));
            text.append("filter: { owner: equals, state: equals }, sort: [-happened_at], rate: 5/s, latency: 20 ms }\n");
        }
        return text.toString();
    }
}
