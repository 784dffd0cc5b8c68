package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.migrate.rehearse.MigrationTrace;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.render.report.TraceReport;
import dev.pgwright.server.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceMigrationsTest {
    @TempDir
    private Path folder;

    /** Flyway makes the schema and puts it before the search path, so that names without one are of it. */
    @BeforeEach
    void historyInASchemaOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("flyway.conf"), "flyway.defaultSchema=Shop\n");
        Files.writeString(
                folder.resolve("V1__pets.sql"), "create table pets (id int primary key);\ncreate schema other;\n");
        Files.writeString(folder.resolve("U1__pets.sql"), "drop table pets;\ndrop schema other;\n");
        Files.writeString(folder.resolve("V2__age.sql"), "alter table \"Shop\".pets add column age int;\n");
        Files.writeString(folder.resolve("U2__age.sql"), "alter table pets drop column age;\n");
    }

    private TraceMigrations.Request request() {
        return new TraceMigrations.Request(List.of(folder), null, PostgresVersion.DEFAULT);
    }

    @Test
    void waysBackAreRunInFlywaysDefaultSchema() {
        assertThat(TraceMigrations.verify(request(), Progress.silent()))
                .as("details")
                .allSatisfy(trip -> assertThat(trip.details()).isEmpty())
                .extracting(RoundTrip::verdict)
                .containsExactly(RoundTrip.Verdict.EXACT, RoundTrip.Verdict.EXACT);
    }

    @Test
    void statementsAreTracedInFlywaysDefaultSchema() {
        MigrationTrace.Result result = TraceMigrations.run(request(), Progress.silent());
        assertThat(result.failure()).isEmpty();
        assertThat(result.statements())
                .hasSize(3)
                .allSatisfy(statement -> assertThat(statement.differences()).isEmpty());
        assertThat(TraceReport.trace(result)).contains("  = \"Shop\".pets: ACCESS EXCLUSIVE");
    }
}
