package dev.pgwright.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the text, the environment, service files and password files say together; nothing is connected to. */
class DatabaseTargetTest {
    @TempDir
    Path home;

    @Test
    void theTextWinsOverTheServiceFileAndThatOverTheEnvironment() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), """
                # comment
                [other]
                host=wrong

                [shop]
                host=from-service
                port=1111
                dbname=from-service
                """);
        Map<String, String> environment = Map.of(
                "HOME", home.toString(),
                "PGSERVICE", "shop",
                "PGHOST", "from-environment",
                "PGPORT", "2222",
                "PGUSER", "from-environment");
        assertThat(DatabaseTarget.parse("dbname=from-text", environment))
                .hasToString("postgresql://from-environment@from-service:1111/from-text");
    }

    @Test
    void withoutAnythingTheUserIsTheOneOfTheOperatingSystemAndSoIsTheDatabase() {
        DatabaseTarget target = DatabaseTarget.parse(null, Map.of("HOME", home.toString(), "PGPORT", "1"));
        assertThat(target.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(target.database()).isEqualTo(target.user());
        assertThat(target.places()).containsExactly(new DatabaseTarget.Endpoint("localhost", "localhost", 1));
    }

    @Test
    void everyHostHasItsPortOrAllHaveOne() {
        assertThat(DatabaseTarget.parse("host=a,b port=1,2 user=u", Map.of())).hasToString("postgresql://u@a:1,b:2/u");
        assertThat(DatabaseTarget.parse("host=a,b port=7 user=u", Map.of())).hasToString("postgresql://u@a:7,b:7/u");
        assertThat(DatabaseTarget.parse("host=a,/run/x user=u", Map.of()))
                .hasToString("postgresql://u@a:5432,%2Frun%2Fx:5432/u");
        assertThat(DatabaseTarget.parse("postgresql://u@[::1]/d", Map.of())).hasToString("postgresql://u@[::1]:5432/d");
        assertRefused("host=a,b port=1,2,3", "there are 2 hosts but 3 ports");
        assertRefused("host=a,b hostaddr=1.2.3.4", "there are 2 hosts but 1 host addresses");
        assertRefused("host=a port=99999", "the port 99999 is not between 1 and 65535");
        assertRefused("host=a port=x", "the port is not a number");
    }

    @Test
    void parametersThatWouldSilentlyMakeItLessSafeAreRefused() {
        assertRefused("host=a requirepeer=postgres", "the connection parameter requirepeer is not supported here");
    }

    @Test
    void aServiceThatNobodyDefinesIsNamedWithTheFilesThatWereRead() {
        assertThatThrownBy(() -> DatabaseTarget.parse(
                        "service=shop", Map.of("HOME", home.toString(), "PGSYSCONFDIR", home + "/sys")))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("there is no service \"shop\" in " + home + "/.pg_service.conf, " + home
                        + "/sys/pg_service.conf");
    }

    @Test
    void aServiceMayStandInTheFileOfTheSystem() throws IOException {
        Files.writeString(home.resolve("pg_service.conf"), "[shop]\nhost=h\nuser=u\n");
        assertThat(DatabaseTarget.parse("service=shop", Map.of("PGSYSCONFDIR", home.toString(), "HOME", "/nowhere")))
                .hasToString("postgresql://u@h:5432/u");
    }

    @Test
    void aFaultyServiceFileIsShownWithItsLine() throws IOException {
        Path file = Files.writeString(home.resolve("services"), "[shop]\nhost=h\nhots=x\n");
        assertThatThrownBy(() -> DatabaseTarget.parse("service=shop", Map.of("PGSERVICEFILE", file.toString())))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT))
                .hasMessage(file + ":3:1: this is no connection parameter");
    }

    @Test
    void thePasswordFileIsReadWithWildcardsAndEscapesFirstLineFirst() throws IOException {
        passwordFile("""
                # comment:*:*:*:no
                h:5432:d:other:no
                too:few
                h:5432:a\\:b:u:colon
                h:5432:\\*:u:star
                h:5432:*:u:wild\\:card\\\\
                *:*:*:*:last
                """);
        assertThat(password("host=h user=u dbname=a:b")).isEqualTo("colon");
        assertThat(password("host=h user=u dbname=*")).isEqualTo("star");
        assertThat(password("host=h user=u dbname=x")).isEqualTo("wild:card\\");
        assertThat(password("host=other user=u dbname=x")).isEqualTo("last");
        assertThat(password("host=h user=u dbname=x password=explicit")).isEqualTo("explicit");
    }

    @Test
    void everyHostMayHaveAPasswordOfItsOwn() throws IOException {
        passwordFile("a:*:*:*:one\nlocalhost:*:*:*:socket\n");
        DatabaseTarget target = DatabaseTarget.parse("host=a,b,/tmp user=u", Map.of("HOME", home.toString()));
        assertThat(target.places().stream().map(place -> target.password(place, "d")))
                .containsExactly("one", "", "socket");
    }

    @Test
    void aPasswordFileThatOthersMayReadIsIgnoredAloud() throws IOException {
        Path file = passwordFile("*:*:*:*:secret\n");
        CacheDirectory.setPermissions(file, "rw-r-----");
        DatabaseTarget target = DatabaseTarget.parse("host=h user=u", Map.of("HOME", home.toString()));
        assertThat(target.password(target.places().get(0), "d")).isEmpty();
        assertThat(target.warnings())
                .containsExactly(
                        "password file " + file + " may be read by others and was ignored; chmod 600 mends it");
    }

    @Test
    void anotherPasswordFileMayBeNamed() throws IOException {
        Path file = Files.writeString(home.resolve("mine"), "*:*:*:*:named\n");
        CacheDirectory.setPermissions(file, "rw-------");
        DatabaseTarget target = DatabaseTarget.parse("host=h user=u", Map.of("PGPASSFILE", file.toString()));
        assertThat(target.password(target.places().get(0), "d")).isEqualTo("named");
    }

    @Test
    void thePasswordIsInNoTextForm() {
        DatabaseTarget target = DatabaseTarget.parse("postgresql://u:s3cret@h/d", Map.of());
        assertThat(target).hasToString("postgresql://u@h:5432/d");
        assertThat(DriverProperties.login(target, target.places().get(0), "d").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void parametersBecomeTheDriversProperties() {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString()));
        environment.put("PGAPPNAME", "mine");
        environment.put("PGOPTIONS", "-c geqo=off");
        environment.put("PGCONNECT_TIMEOUT", "1");
        environment.put("PGSSLMODE", "require");
        DatabaseTarget target = DatabaseTarget.parse("host=h user=u channel_binding=require", environment);
        Sessions.Login login = DriverProperties.login(target, target.places().get(0), "d");
        assertThat(login.properties())
                .containsEntry("ApplicationName", "mine")
                .containsEntry("options", "-c geqo=off")
                .containsEntry("connectTimeout", "2")
                .containsEntry("channelBinding", "require")
                .containsEntry("sslmode", "require");
    }

    @Test
    void tlsModesFollowLibpq() throws IOException {
        assertThat(sslMode("host=h")).isEqualTo("prefer");
        assertThat(sslMode("host=h sslrootcert=system")).isEqualTo("verify-full");
        assertThat(sslMode("host=/tmp sslmode=require")).isEqualTo("disable");
        Path root = Files.createDirectories(home.resolve(".postgresql")).resolve("root.crt");
        assertThatThrownBy(() -> sslMode("host=h sslmode=verify-ca"))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("connection string: sslmode=verify-ca needs the root certificate " + root
                        + ", which does not exist");
        Files.writeString(root, "");
        assertThat(sslMode("host=h sslmode=require")).isEqualTo("verify-ca");
        assertThat(sslMode("host=h sslmode=verify-full")).isEqualTo("verify-full");
        assertThatThrownBy(() -> sslMode("host=h sslmode=yes"))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("connection string: there is no sslmode \"yes\"");
    }

    @Test
    void aServerTooOldIsRefusedAndOneTooNewIsDoubted() {
        assertThatThrownBy(() -> ExternalPostgres.refuseIfTooOld(new ServerVersion(130_022, "13.22"), "h"))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER))
                .hasMessage("h: the server is PostgreSQL 13.22; pgwright works with 14 and newer");
        ExternalPostgres.refuseIfTooOld(new ServerVersion(140_000, "14.0"), "h");
        assertThat(ExternalPostgres.versionWarnings(new ServerVersion(180_006, "18.6")))
                .isEmpty();
        assertThat(ExternalPostgres.versionWarnings(new ServerVersion(190_000, "19beta1")))
                .singleElement()
                .asString()
                .startsWith("the server is PostgreSQL 19beta1, newer than 18");
    }

    private String sslMode(String text) {
        DatabaseTarget target = DatabaseTarget.parse(text, Map.of("HOME", home.toString()));
        return DriverProperties.login(target, target.places().get(0), "d")
                .properties()
                .getProperty("sslmode");
    }

    private Path passwordFile(String lines) throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), lines);
        CacheDirectory.setPermissions(file, "rw-------");
        return file;
    }

    private String password(String text) {
        DatabaseTarget target = DatabaseTarget.parse(text, Map.of("HOME", home.toString()));
        List<DatabaseTarget.Endpoint> places = target.places();
        return target.password(places.get(0), target.database());
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> DatabaseTarget.parse(text, Map.of()))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("connection string: " + message);
    }
}
