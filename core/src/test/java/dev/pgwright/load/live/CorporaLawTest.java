package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** introspect(execute(write(model))) = model, on public schemas. */
@Tag("laws")
class CorporaLawTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void pagilaIsReadAsItWasWritten(int version) throws SQLException {
        Catalog catalog = check(version, "pagila/pagila-schema.2024-pg15.sql");
        assertThat(catalog.tables()).hasSize(22);
        assertThat(catalog.tables())
                .filteredOn(table -> table.partitionOf() != null)
                .hasSize(7);
    }

    @Test
    void adventureworksIsReadAsItWasWritten() throws SQLException {
        Catalog catalog = check(18, "adventureworks/schema.sql");
        assertThat(catalog.tables()).hasSize(68);
        assertThat(catalog.views()).filteredOn(view -> !view.materialized()).hasSize(87);
        assertThat(catalog.notModelled()).isEmpty();
        assertThat(catalog.tables())
                .filteredOn(table -> table.settings().clusteredOn() != null)
                .isNotEmpty();
    }

    @Test
    void musicbrainzIsReadAsItWasWritten() throws SQLException {
        Catalog catalog = check(18, "musicbrainz/schema.sql");
        assertThat(catalog.tables()).hasSize(516);
        assertThat(catalog.foreignKeys()).hasSize(887);
        assertThat(catalog.tables().stream()
                        .mapToInt(table -> table.columns().size())
                        .sum())
                .isEqualTo(2949);
        assertThat(catalog.tables().stream()
                        .mapToInt(table -> table.triggers().size())
                        .sum())
                .isEqualTo(452);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "14, pagila/pagila-schema.2024-pg15.sql",
        "16, pagila/pagila-schema.2024-pg15.sql",
        "17, pagila/pagila-schema.2024-pg15.sql",
        "14, adventureworks/schema.sql",
        "15, adventureworks/schema.sql",
        "16, adventureworks/schema.sql",
        "17, adventureworks/schema.sql",
        "15, musicbrainz/schema.sql",
        "17, musicbrainz/schema.sql"
    })
    void soAreTheyInOtherVersions(int version, String schema) throws SQLException {
        check(version, schema);
    }

    @Test
    void anExtensionThatTheServerLacksIsNamed() {
        var file = Corpora.schema("pagila/pagila-schema.sql");
        PgwrightException fault = catchThrowableOfType(
                PgwrightException.class, () -> ExecutedSource.load(PostgresFixture.sharedServer(18), List.of(file)));
        assertThat(fault.code()).isEqualTo(ErrorCode.INPUT);
        assertThat(fault.getMessage()).contains("pagila/pagila-schema.sql:").contains("extension \"vector\"");
        assertThat(fault.problems().get(0).hint()).isEqualTo("run it on a server that has the extension vector");
    }

    private static Catalog check(int version, String schema) throws SQLException {
        var file = Corpora.schema(schema);
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            try (Connection connection = database.connect()) {
                new ScriptRunner(connection, new ArrayList<>()).run(Sql.parse(file));
            }
            return RoundTrip.check(version, database);
        }
    }
}
