package dev.pgwright.api;

import dev.pgwright.finding.Count;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.migrate.rehearse.MigrationTrace;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.migrate.rehearse.RoundTrips;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs migrations on an embedded server and tells what was observed there. */
public final class TraceMigrations {
    private TraceMigrations() {}

    /**
     * What to run.
     *
     * @param paths files and folders; none means the usual folder of a framework below the working directory. Of single files
     *     in a folder of migrations, those before them are run too
     * @param framework null to find it out
     * @param version of the server
     */
    public record Request(List<Path> paths, @Nullable Framework framework, PostgresVersion version) {
        public Request {
            paths = List.copyOf(paths);
        }
    }

    /**
     * Runs the migrations, and observes the locks, rewrites and scans of each statement beside what the lock table says.
     *
     * @throws dev.pgwright.finding.PgwrightException if there is nothing to run, or nothing of it can be read; a failing statement is part of the
     *     result
     */
    public static MigrationTrace.Result run(Request request, Progress progress) {
        MigrationInput input = MigrationInput.read(request.paths(), request.framework());
        return onServer(request.version(), progress, (server, step) -> {
            MigrationTrace.Result result = MigrationTrace.run(server, input.history(), reviewed(input));
            step.done(Count.of(result.statements().size(), "statement"));
            return result;
        });
    }

    /**
     * Runs each migration and its way back, and compares schema and rows with those before.
     *
     * @return a verdict for each migration that was asked for
     * @throws dev.pgwright.finding.PgwrightException if there is nothing to run, or nothing of it can be read
     */
    public static List<RoundTrip> verify(Request request, Progress progress) {
        MigrationInput input = MigrationInput.read(request.paths(), request.framework());
        return onServer(request.version(), progress, (server, step) -> {
            List<RoundTrip> trips = RoundTrips.run(server, input.history(), reviewed(input));
            step.done(Count.of(trips.size(), "migration"));
            return trips;
        });
    }

    private static Predicate<Migration> reviewed(MigrationInput input) {
        return migration -> input.reviewed().test(migration.up().source().name());
    }

    private static <T> T onServer(
            PostgresVersion version, Progress progress, BiFunction<PostgresServer, Progress.Step, T> work) {
        try (Progress.Step step = progress.step("Run them on PostgreSQL " + version.major());
                PostgresServer server =
                        EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version))) {
            return work.apply(server, step);
        }
    }
}
