package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyVersionStartsAnswersAndStops(int major) throws SQLException {
        Path data;
        try (PostgresServer server =
                EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(Servers.version(major)))) {
            assertThat(server.version().major()).isEqualTo(major);
            assertThat(server.version().text()).startsWith(major + ".");
            assertThat(Servers.value(server, "select 1")).isEqualTo("1");
            assertThat(server.isRunning()).isTrue();
            data = Path.of(Servers.value(server, "show data_directory"));
            assertThat(RunDirectory.postmaster(data)).isPresent();
        }
        assertThat(data.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aScratchServerWritesNothingSafelyAndSpeaksUtf8(int major) throws SQLException {
        PostgresServer server = Servers.shared(major);
        assertThat(Servers.value(server, "show fsync")).isEqualTo("off");
        assertThat(Servers.value(server, "show autovacuum")).isEqualTo("off");
        assertThat(Servers.value(server, "show server_encoding")).isEqualTo("UTF8");
        assertThat(Servers.value(server, "show timezone")).isEqualTo("UTC");
        assertThat(Servers.value(server, "select upper('ä')")).isEqualTo("Ä");
        assertThat(Servers.value(server, "show application_name")).isEqualTo("pgwright");
    }

    @Test
    void aTwinHasNoChecksumsAndARealisticServerIsDurable() throws SQLException {
        try (PostgresServer twin = EmbeddedPostgres.start(EmbeddedOptions.forPurpose(Purpose.TWIN));
                PostgresServer realistic = EmbeddedPostgres.start(EmbeddedOptions.forPurpose(Purpose.REALISTIC))) {
            assertThat(Servers.value(twin, "show data_checksums")).isEqualTo("off");
            assertThat(Servers.value(twin, "show autovacuum")).isEqualTo("off");
            assertThat(Servers.value(realistic, "show data_checksums")).isEqualTo("on");
            assertThat(Servers.value(realistic, "show fsync")).isEqualTo("on");
            assertThat(Servers.value(realistic, "show autovacuum")).isEqualTo("on");
        }
    }

    @Test
    void settingsOfTheCallerWin() throws SQLException {
        EmbeddedOptions options = EmbeddedOptions.scratch()
                .withSetting("work_mem", "7MB")
                .withSetting("autovacuum", "on")
                .withSetting("log_line_prefix", "it's a \\ ");
        try (PostgresServer server = EmbeddedPostgres.start(options)) {
            assertThat(Servers.value(server, "show work_mem")).isEqualTo("7MB");
            assertThat(Servers.value(server, "show autovacuum")).isEqualTo("on");
            assertThat(Servers.value(server, "show log_line_prefix")).isEqualTo("it's a \\ ");
        }
    }

    @Test
    void aSettingThatTheServerDoesNotKnowIsNamed() {
        assertThatThrownBy(
                        () -> EmbeddedPostgres.start(EmbeddedOptions.scratch().withSetting("work_men", "7MB")))
                .isInstanceOfSatisfying(PgwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SERVER);
                    assertThat(e)
                            .hasMessageStartingWith("PostgreSQL 18 did not start: unrecognized configuration"
                                    + " parameter \"work_men\" in file");
                    assertThat(e.problems().get(0).hint()).contains("settings");
                });
    }

    @Test
    void settingsOfTheLauncherAreRefused() {
        assertThatThrownBy(() -> EmbeddedOptions.scratch().withSetting("Listen_Addresses", "*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the launcher itself decides listen_addresses");
        assertThatThrownBy(() -> EmbeddedOptions.scratch().withSetting("a = 1\nport", "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void databasesAreCreatedCopiedAndDropped() throws SQLException {
        PostgresServer server = Servers.shared(18);
        server.createDatabase("a \"quoted\" näme");
        try (Connection connection = server.connect("a \"quoted\" näme")) {
            connection.createStatement().execute("create table t as select 5 as n");
        }
        server.createDatabase("copy", "a \"quoted\" näme");
        try (Connection connection = server.connect("copy")) {
            assertThat(Servers.value(connection, "select n from t")).isEqualTo("5");
            server.dropDatabase("copy");
            server.dropDatabase("a \"quoted\" näme");
        }
        assertThat(Servers.value(
                        server,
                        "select string_agg(datname, ' ' order by datname) from pg_database where datname !~ '^locks_'"))
                .isEqualTo("postgres template0 template1");
        server.dropDatabase("copy");
    }

    @Test
    void aDatabaseThatExistsIsNotCreatedAgain() {
        assertThatThrownBy(() -> Servers.shared(18).createDatabase("postgres"))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("database \"postgres\" already exists");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> Servers.shared(18).connect("nowhere"))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER))
                .hasMessageContaining("there is no database \"nowhere\"");
    }

    @Test
    void nobodyComesInWithoutThePassword() throws SQLException {
        PostgresServer server = Servers.shared(18);
        String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "postgres"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(Servers.value(server, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThat(Servers.value(server, "show listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void everyServerHasAPasswordOfItsOwn() {
        Map<String, String> first = Servers.shared(18).libpqEnvironment("postgres");
        Map<String, String> second = Servers.shared(15).libpqEnvironment("postgres");
        assertThat(first.get("PGPASSWORD")).hasSize(32).isNotEqualTo(second.get("PGPASSWORD"));
    }

    @Test
    void thePasswordIsInNoTextForm() {
        PostgresServer server = Servers.shared(18);
        String password = String.valueOf(server.libpqEnvironment("postgres").get("PGPASSWORD"));
        assertThat(server.toString())
                .isEqualTo("PostgreSQL " + server.version() + " at postgresql://postgres@127.0.0.1:" + server.port()
                        + "/postgres")
                .doesNotContain(password);
        assertThat(server.uri("a b")).endsWith("/a%20b").doesNotContain(password);
        assertThat(server.log()).isNotEmpty().doesNotContain(password);
    }

    @Test
    void closingTwiceIsFineAndAClosedServerIsGone() {
        PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.scratch());
        server.close();
        server.close();
        assertThat(server.isRunning()).isFalse();
        assertThatThrownBy(server::connect)
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("nothing listens there");
    }

    @Test
    void theFilesOfAServerAreForItsUserAlone() throws Exception {
        Path data = Path.of(Servers.value(Servers.shared(18), "show data_directory"));
        assertThat(Files.getPosixFilePermissions(data)).hasSize(3);
        assertThat(Files.getPosixFilePermissions(data.getParent())).hasSize(3);
    }
}
