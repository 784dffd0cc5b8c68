package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connecting as a user's {@code --db} says, to real servers. */
class ExternalPostgresTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void theEnvironmentAloneIsEnough(int major) throws SQLException {
        PostgresServer server = Servers.shared(major);
        Postgres external = DatabaseTarget.parse(null, environment(server)).open();
        assertThat(external.version()).isEqualTo(server.version());
        assertThat(external.warnings()).isEmpty();
        assertThat(Servers.value(external, "show application_name")).isEqualTo("pgwright");
        assertThat(external.toString()).doesNotContain(password(server));
        try (Connection other = external.connect("template1")) {
            assertThat(Servers.value(other, "select current_database()")).isEqualTo("template1");
        }
    }

    @Test
    void anAddressMayCarryPasswordAndParameters() throws SQLException {
        PostgresServer server = Servers.shared(18);
        String address = "postgresql://postgres:" + password(server) + "@127.0.0.1:" + server.port()
                + "/postgres?application_name=my%20app&options=-c%20geqo%3Doff&sslmode=disable";
        Postgres external = DatabaseTarget.parse(address, Map.of()).open();
        assertThat(Servers.value(external, "show application_name")).isEqualTo("my app");
        assertThat(Servers.value(external, "show geqo")).isEqualTo("off");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aUnixSocketIsReachedByItsDirectory(int major) throws SQLException {
        PostgresServer server = Servers.shared(major);
        Map<String, String> environment = environment(server);
        environment.put("PGHOST", server.socketDirectory().orElseThrow().toString());
        Postgres external = DatabaseTarget.parse(null, environment).open();
        assertThat(Servers.value(external, "select inet_client_addr() is null")).isEqualTo("t");
    }

    @Test
    void aServiceAndThePasswordFileWorkTogether() throws IOException, SQLException {
        PostgresServer server = Servers.shared(18);
        Files.writeString(
                home.resolve(".pg_service.conf"),
                "[here]\nhost=127.0.0.1\nport=" + server.port() + "\nuser=postgres\ndbname=template1\n");
        Path file =
                Files.writeString(home.resolve(".pgpass"), "127.0.0.1:*:template1:postgres:" + password(server) + "\n");
        CacheDirectory.setPermissions(file, "rw-------");
        Postgres external = DatabaseTarget.parse("service=here", Map.of("HOME", home.toString()))
                .open();
        assertThat(Servers.value(external, "select current_database()")).isEqualTo("template1");
    }

    @Test
    void theNextHostIsTriedWhenOneIsDown() throws SQLException {
        PostgresServer server = Servers.shared(18);
        Map<String, String> environment = environment(server);
        environment.put("PGHOST", "127.0.0.1,127.0.0.1");
        environment.put("PGPORT", "1," + server.port());
        environment.put("PGTARGETSESSIONATTRS", "read-write");
        assertThat(Servers.value(DatabaseTarget.parse(null, environment).open(), "select 1"))
                .isEqualTo("1");
        environment.put("PGTARGETSESSIONATTRS", "prefer-standby");
        assertThat(Servers.value(DatabaseTarget.parse(null, environment).open(), "select 1"))
                .isEqualTo("1");
    }

    @Test
    void aPrimaryIsNoStandby() {
        Map<String, String> environment = environment(Servers.shared(18));
        environment.put("PGTARGETSESSIONATTRS", "standby");
        assertThatThrownBy(() -> DatabaseTarget.parse(null, environment).open())
                .isInstanceOf(PgwrightException.class)
                .hasMessageEndingWith("the session is not standby");
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() {
        assertFails(
                Map.of("PGPASSWORD", "wr0ng"),
                "the server refused the password",
                "set PGPASSWORD, or put the password into ~/.pgpass");
    }

    @Test
    void aMissingPasswordIsSaid() {
        assertFails(
                Map.of("PGPASSWORD", ""),
                "the server wants a password and none was given",
                "set PGPASSWORD, or put the password into ~/.pgpass");
    }

    @Test
    void aMissingDatabaseIsSaid() {
        assertFails(
                Map.of("PGDATABASE", "nowhere"),
                "there is no database \"nowhere\"",
                "list the databases with psql -l, or create it");
    }

    @Test
    void aPortWhereNothingListensIsSaid() {
        assertFails(
                Map.of("PGPORT", "1"),
                "nothing listens there, or it refuses connections",
                "is the server running, and are host and port right?");
    }

    @Test
    void anUnknownHostIsSaid() {
        assertFails(
                Map.of("PGHOST", "no-such-host.invalid"),
                "no such host",
                "is the name right, and can this machine resolve it?");
    }

    @Test
    void aMissingSocketIsSaid() {
        assertFails(
                Map.of("PGHOST", home.toString()), "there is no Unix socket in that folder", "is the server running?");
    }

    @Test
    void aServerWithoutTlsIsSaid() {
        assertFails(Map.of("PGSSLMODE", "require"), "the server does not offer TLS", "sslmode=prefer does without");
    }

    @Test
    void aServerWithTlsIsVerifiedAsTheModeSays() throws Exception {
        Path certificate = makeCertificate();
        EmbeddedOptions options = EmbeddedOptions.scratch()
                .withSetting("ssl", "on")
                .withSetting("ssl_cert_file", certificate.toString())
                .withSetting("ssl_key_file", home.resolve("server.key").toString());
        try (PostgresServer server = EmbeddedPostgres.start(options)) {
            Map<String, String> environment = environment(server);
            String inUse = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
            assertThat(Servers.value(
                            DatabaseTarget.parse("sslmode=disable", environment).open(), inUse))
                    .isEqualTo("f");
            for (String mode : new String[] {"prefer", "require", "verify-ca", "verify-full"}) {
                environment.put("PGSSLMODE", mode);
                environment.put("PGSSLROOTCERT", certificate.toString());
                environment.put("PGHOST", "localhost");
                assertThat(Servers.value(DatabaseTarget.parse(null, environment).open(), inUse))
                        .as(mode)
                        .isEqualTo("t");
            }
            environment.put("PGHOST", "127.0.0.1");
            assertThatThrownBy(() -> DatabaseTarget.parse(null, environment).open())
                    .isInstanceOf(PgwrightException.class)
                    .hasMessageContaining("127.0.0.1");
            requireTls(server);
            environment.put("PGSSLMODE", "disable");
            assertThatThrownBy(() -> DatabaseTarget.parse(null, environment).open())
                    .isInstanceOfSatisfying(
                            PgwrightException.class,
                            e -> assertThat(e.problems().get(0).hint())
                                    .isEqualTo("the server may want TLS: try sslmode=require"))
                    .hasMessageContaining("the server lets nobody in this way: no pg_hba.conf entry");
        }
    }

    private static void requireTls(PostgresServer server) throws Exception {
        Path rules = Path.of(Servers.value(server, "show hba_file"));
        Files.writeString(rules, "hostssl all all 127.0.0.1/32 scram-sha-256\n");
        Servers.value(server, "select pg_reload_conf()");
        assertThat(Servers.within(Duration.ofSeconds(5), () -> server.log().contains("reloading")))
                .isTrue();
    }

    /** A certificate that signs itself, for localhost only; its key beside it. */
    private Path makeCertificate() throws Exception {
        Path store = home.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        Path key = pem(
                "server.key",
                "PRIVATE KEY",
                keys.getKey("server", "changeit".toCharArray()).getEncoded());
        CacheDirectory.setPermissions(key, "rw-------");
        return pem("server.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return Files.writeString(
                home.resolve(name), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }

    private Map<String, String> environment(PostgresServer server) {
        Map<String, String> environment = new HashMap<>(server.libpqEnvironment("postgres"));
        environment.put("HOME", home.toString());
        return environment;
    }

    private static String password(PostgresServer server) {
        return String.valueOf(server.libpqEnvironment("postgres").get("PGPASSWORD"));
    }

    private void assertFails(Map<String, String> changes, String message, String hint) {
        Map<String, String> environment = environment(Servers.shared(18));
        environment.putAll(changes);
        assertThatThrownBy(() -> DatabaseTarget.parse(null, environment).open())
                .isInstanceOfSatisfying(PgwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SERVER);
                    assertThat(e.problems().get(0).message()).startsWith(message);
                    assertThat(e.problems().get(0).hint()).isEqualTo(hint);
                    assertThat(e.problems().get(0).place().toString()).startsWith("postgresql://postgres@");
                })
                .hasMessageNotContaining("wr0ng");
    }
}
