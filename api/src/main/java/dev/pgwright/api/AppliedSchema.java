package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.FoldedSource;
import dev.pgwright.load.live.AppliedMigrations;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.SchemaDrift;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the migrations that a database has had make of an empty one. */
final class AppliedSchema {
    private static final String UNKNOWN = "whether the database is what its migrations make cannot be told: ";

    private AppliedSchema() {}

    /**
     * Folds the files, and runs them on an embedded server where the database has something else than their text says: only
     * PostgreSQL tells how it would show them.
     *
     * @param version of the database
     * @return null where it cannot be told exactly; the progress says why
     */
    static @Nullable Catalog of(
            AppliedMigrations account, MigrationHistory history, Catalog live, int version, Progress progress) {
        Optional<String> doubt = doubt(account, history);
        if (doubt.isPresent()) {
            progress.note(UNKNOWN + doubt.get());
            return null;
        }
        List<Migration> applied = history.migrations().stream()
                .filter(migration ->
                        migration.kind() != Migration.Kind.BASELINE && account.includes(migration, history))
                .toList();
        List<SourceFile> scripts = scripts(applied, history.session());
        return isAsFolded(scripts, live, version) ? null : executed(scripts, applied.size(), version, progress);
    }

    /** Why the files are not what was run; empty where they are. */
    private static Optional<String> doubt(AppliedMigrations account, MigrationHistory history) {
        Optional<String> fault = account.faults(history).stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .map(one -> one.place() + ": " + one.message())
                .findFirst();
        return fault.isPresent()
                ? fault
                : account.pending(history).stream()
                        .filter(migration -> migration.kind() == Migration.Kind.REPEATABLE)
                        .filter(account::hasRun)
                        .map(migration -> migration.up().source().name()
                                + " is to be run again, and the file that was run is not there any more")
                        .findFirst();
    }

    /** Each as in a session of its own. */
    private static List<SourceFile> scripts(List<Migration> applied, String session) {
        List<SourceFile> scripts = new ArrayList<>();
        for (Migration migration : applied) {
            scripts.add(SourceFile.of("session", "RESET ALL;\n" + session));
            scripts.add(migration.up().sql());
        }
        return scripts;
    }

    private static boolean isAsFolded(List<SourceFile> scripts, Catalog live, int version) {
        try {
            return SchemaDrift.of(FoldedSource.load(scripts, version), live).isEmpty();
        } catch (PgwrightException e) {
            // what cannot be followed is for a server to judge
            return false;
        }
    }

    private static @Nullable Catalog executed(
            List<SourceFile> scripts, int migrations, int version, Progress progress) {
        Optional<PostgresVersion> known = PostgresVersion.ofMajor(version);
        if (known.isEmpty()) {
            progress.note(UNKNOWN + "there is no embedded PostgreSQL " + version);
            return null;
        }
        try (Progress.Step step = progress.step("Run the applied migrations on PostgreSQL " + version);
                PostgresServer server =
                        EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(known.get()))) {
            Catalog catalog = ExecutedSource.load(server, scripts);
            step.done(Count.of(migrations, "migration"));
            return catalog;
        } catch (PgwrightException e) {
            progress.note(UNKNOWN + e.getMessage());
            return null;
        }
    }
}
