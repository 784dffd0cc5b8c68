package dev.pgwright.app.architecture.sample.migrate.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

public class Plan {
    Object apply = new dev.pgwright.app.architecture.sample.migrate.apply.Apply();
    Object migrate = new dev.pgwright.app.architecture.sample.migrate.Migrate();

    Instant atWhatTime() {
        return Instant.now();
    }

    boolean looks() {
        return Files.exists(Path.of("x"));
    }
}
