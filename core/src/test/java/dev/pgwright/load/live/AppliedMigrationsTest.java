package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables are made as the tools make them. */
class AppliedMigrationsTest {
    private static final String SQL = "create table a (id int);\n-- ü\n";
    private static final String CRC32 = "1938451619";
    private static final String SHA256 = "b187c5a81badb699f4669b5f7f30d0efcb04e71e26037e9ef7fdb88e1ab382f2";
    private static final String SHA384 =
            "6d3d028863849dad0dae2982a1d99e88cad91f6d612db0fd8a977515a4f2e830d13d87479b4a63612829e0012aa371e3";

    private static final String FLYWAY = """
            create table flyway_schema_history (installed_rank int primary key, version varchar(50),
                description varchar(200) not null, type varchar(20) not null, script varchar(1000) not null,
                checksum int, installed_by varchar(100) not null, installed_on timestamp not null default now(),
                execution_time int not null, success boolean not null);
            """;

    @TempDir
    Path folder;

    private MigrationHistory history(Framework framework, String... files) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String file : files) {
            texts.put(file, SQL);
        }
        return history(framework, texts);
    }

    private MigrationHistory history(Framework framework, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return MigrationFolder.read(List.of(folder), framework);
    }

    private static AppliedMigrations applied(Framework framework, String account) {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            database.execute(account);
            return AppliedMigrations.read(session, framework);
        }
    }

    private static List<String> pending(AppliedMigrations applied, MigrationHistory history) {
        return applied.pending(history).stream().map(Migration::version).toList();
    }

    private List<String> faults(AppliedMigrations applied, MigrationHistory history) {
        return applied.faults(history).stream().map(this::shown).toList();
    }

    private String shown(Finding fault) {
        return fault.place().toString().replace(folder + "/", "") + " " + fault.message();
    }

    @ParameterizedTest
    @EnumSource(Framework.class)
    void databaseWithoutAnAccountHasNone(Framework framework) {
        AppliedMigrations applied = applied(framework, "create table schema_migration (version text)");
        assertThat(applied.isKept()).isFalse();
        assertThat(applied.entries()).isEmpty();
    }

    @Test
    void flywaySaysWhatWasAppliedUndoneAndEdited() throws IOException {
        MigrationHistory history = history(
                Framework.FLYWAY,
                "V1__one.sql",
                "V1.1__one_more.sql",
                "V2__two.sql",
                "V3__three.sql",
                "V4__four.sql",
                "R__views.sql",
                "R__rights.sql",
                "B1__base.sql");
        AppliedMigrations applied =
                applied(Framework.FLYWAY, "create schema app; set search_path = app;" + FLYWAY + """
                insert into flyway_schema_history values
                (1, '1', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', null, 'me', now(), 0, true),
                (2, '1.1.0', 'one more', 'SQL', 'V1.1__one_more.sql', 1938451619, 'me', now(), 0, true),
                (3, '2', 'two', 'SQL', 'V2__two.sql', 1938451619, 'me', now(), 0, true),
                (4, '2', 'two', 'UNDO_SQL', 'U2__two.sql', 5, 'me', now(), 0, true),
                (5, '3', 'three', 'SQL', 'V3__three.sql', 77, 'me', now(), 0, true),
                (6, null, 'views', 'SQL', 'R__views.sql', 5, 'me', now(), 0, true),
                (7, null, 'views', 'SQL', 'R__views.sql', 1938451619, 'me', now(), 0, true),
                (8, null, 'rights', 'SQL', 'R__rights.sql', 6, 'me', now(), 0, true);
                """);
        assertThat(applied.table()).isEqualTo(QualifiedName.of("app", "flyway_schema_history"));
        assertThat(pending(applied, history)).containsExactly("2", "4", "");
        assertThat(applied.pending(history))
                .extracting(Migration::description)
                .containsExactly("two", "four", "rights");
        assertThat(faults(applied, history))
                .containsExactly(
                        "V2__two.sql:1:1 it has not been applied, but 3 three, which comes after it, has",
                        "V3__three.sql:1:1 it was edited after it had been applied: app.flyway_schema_history has the"
                                + " checksum 77, the file " + CRC32);
    }

    @Test
    void lineEndsAreNoEditForFlyway() throws IOException {
        MigrationHistory history = history(Framework.FLYWAY, Map.of("V1__one.sql", SQL.replace("\n", "\r\n")));
        AppliedMigrations applied = applied(Framework.FLYWAY, FLYWAY + """
                insert into flyway_schema_history values
                (1, '1', 'one', 'SQL', 'V1__one.sql', 1938451619, 'me', now(), 0, true);
                """);
        assertThat(pending(applied, history)).isEmpty();
        assertThat(faults(applied, history)).isEmpty();
    }

    @Test
    void golangMigrateKeepsOneVersionAndWhetherItFailed() throws IOException {
        MigrationHistory history =
                history(Framework.GOLANG_MIGRATE, "000001_a.up.sql", "000002_b.up.sql", "000010_c.up.sql");
        String table = "create table schema_migrations (version bigint primary key, dirty boolean not null);";
        AppliedMigrations clean =
                applied(Framework.GOLANG_MIGRATE, table + "insert into schema_migrations values (2, false)");
        assertThat(pending(clean, history)).containsExactly("000010");
        assertThat(faults(clean, history)).isEmpty();
        AppliedMigrations dirty =
                applied(Framework.GOLANG_MIGRATE, table + "insert into schema_migrations values (2, true)");
        assertThat(faults(dirty, history))
                .containsExactly("000002_b.up.sql:1:1 public.schema_migrations says that it failed half-way");
    }

    @Test
    void dbmateAndGolangMigrateAreToldApartByTheirColumns() {
        String golang = "create table schema_migrations (version bigint primary key, dirty boolean not null)";
        String dbmate = "create table schema_migrations (version varchar primary key)";
        assertThat(applied(Framework.DBMATE, golang).isKept()).isFalse();
        assertThat(applied(Framework.GOLANG_MIGRATE, dbmate).isKept()).isFalse();
        assertThat(applied(Framework.RAILS_STRUCTURE, dbmate).isKept()).isTrue();
    }

    @Test
    void dbmateKeepsEveryVersion() throws IOException {
        String up = "-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n";
        MigrationHistory history =
                history(Framework.DBMATE, Map.of("20260101_a.sql", up, "20260102_b.sql", up, "20260103_c.sql", up));
        AppliedMigrations applied = applied(
                Framework.DBMATE,
                "create table schema_migrations (version varchar primary key);"
                        + "insert into schema_migrations values ('20260101'), ('20260103')");
        assertThat(pending(applied, history)).containsExactly("20260102");
        assertThat(faults(applied, history)).singleElement().asString().startsWith("20260102_b.sql:1:1 it has not");
    }

    @Test
    void gooseTakesTheLastLineOfAVersion() throws IOException {
        String up = "-- +goose Up\nselect 1;\n";
        MigrationHistory history =
                history(Framework.GOOSE, Map.of("00001_a.sql", up, "00002_b.sql", up, "00003_c.sql", up));
        AppliedMigrations applied = applied(Framework.GOOSE, """
                create table goose_db_version (id serial primary key, version_id bigint not null,
                    is_applied boolean not null, tstamp timestamp default now());
                insert into goose_db_version (version_id, is_applied)
                values (0, true), (1, true), (2, true), (2, false), (3, true), (3, false), (3, true);
                """);
        assertThat(applied.entries())
                .extracting(AppliedMigrations.Entry::version)
                .containsExactly("1", "3");
        assertThat(pending(applied, history)).containsExactly("00002");
    }

    @Test
    void sqlxKeepsChecksums() throws IOException {
        MigrationHistory history = history(Framework.SQLX, "1_a.sql", "2_b.sql", "3_c.sql", "4_d.sql");
        AppliedMigrations applied = applied(Framework.SQLX, """
                create table _sqlx_migrations (version bigint primary key, description text not null,
                    installed_on timestamptz not null default now(), success boolean not null,
                    checksum bytea not null, execution_time bigint not null);
                insert into _sqlx_migrations values (1, 'a', now(), true, '\\x%s', 1),
                    (2, 'b', now(), true, '\\xabcd', 1), (3, 'c', now(), false, '\\x00', 1);
                """.formatted(SHA384));
        assertThat(pending(applied, history)).containsExactly("4");
        assertThat(faults(applied, history))
                .containsExactly(
                        "2_b.sql:1:1 it was edited after it had been applied: public._sqlx_migrations has the checksum"
                                + " abcd, the file 6d3d02886384...",
                        "3_c.sql:1:1 public._sqlx_migrations says that it failed half-way");
    }

    @Test
    void dieselKeepsVersionsWithoutDashes() throws IOException {
        MigrationHistory history =
                history(Framework.DIESEL, "2026-01-01-000000_a/up.sql", "2026-01-02-000000_b/up.sql");
        AppliedMigrations applied = applied(Framework.DIESEL, """
                create table __diesel_schema_migrations (version varchar(50) primary key,
                    run_on timestamp not null default now());
                insert into __diesel_schema_migrations values ('20260101000000');
                """);
        assertThat(pending(applied, history)).containsExactly("2026-01-02-000000");
    }

    @Test
    void supabaseKeepsItsAccountInItsOwnSchema() throws IOException {
        MigrationHistory history = history(Framework.SUPABASE, "20260101000000_a.sql", "20260102000000_b.sql");
        AppliedMigrations applied = applied(Framework.SUPABASE, """
                create table schema_migrations (version text primary key);
                create schema supabase_migrations;
                create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
                insert into supabase_migrations.schema_migrations values ('20260101000000', '{}', 'a');
                """);
        assertThat(pending(applied, history)).containsExactly("20260102000000");
    }

    @Test
    void prismaKeepsNamesChecksumsAndFailures() throws IOException {
        MigrationHistory history = history(
                Framework.PRISMA,
                "20260101000000_init/migration.sql",
                "20260102000000_add_names/migration.sql",
                "20260103000000_failed/migration.sql",
                "20260104000000_again/migration.sql");
        AppliedMigrations applied = applied(Framework.PRISMA, """
                create table "_prisma_migrations" (id varchar(36) primary key, checksum varchar(64) not null,
                    finished_at timestamptz, migration_name varchar(255) not null, logs text,
                    rolled_back_at timestamptz, started_at timestamptz not null default now(),
                    applied_steps_count int not null default 0);
                insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, rolled_back_at) values
                    ('1', '%s', now(), '20260101000000_init', null),
                    ('2', 'feed', now(), '20260102000000_add_names', null),
                    ('3', '%s', null, '20260103000000_failed', null),
                    ('4', '%s', null, '20260104000000_again', now());
                """.formatted(SHA256, SHA256, SHA256));
        assertThat(pending(applied, history)).containsExactly("20260104000000");
        assertThat(faults(applied, history))
                .containsExactly(
                        "20260102000000_add_names/migration.sql:1:1 it was edited after it had been applied:"
                                + " public._prisma_migrations has the checksum feed, the file b187c5a81bad...",
                        "20260103000000_failed/migration.sql:1:1 public._prisma_migrations says that it failed half-way");
    }

    @Test
    void drizzleKeepsHashesInTheOrderOfItsJournal() throws IOException {
        MigrationHistory history = history(
                Framework.DRIZZLE,
                Map.of(
                        "0000_a.sql", SQL,
                        "0001_b.sql", SQL,
                        "0002_c.sql", SQL,
                        "meta/_journal.json", """
                        {"entries": [{"idx": 0, "when": 1, "tag": "0000_a"}, {"idx": 1, "when": 2, "tag": "0001_b"},
                         {"idx": 2, "when": 3, "tag": "0002_c"}]}
                        """));
        AppliedMigrations applied = applied(Framework.DRIZZLE, """
                create schema drizzle;
                create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
                insert into drizzle.__drizzle_migrations (hash, created_at) values ('%s', 1), ('0000', 2);
                """.formatted(SHA256));
        assertThat(pending(applied, history)).containsExactly("0002");
        assertThat(faults(applied, history)).singleElement().asString().startsWith("0001_b.sql:1:1 it was edited");
    }

    @Test
    void liquibaseKeepsChangesetsByAuthorIdAndFile() throws IOException {
        String changelog = "--liquibase formatted sql\n--changeset ann:1\nselect 1;\n--changeset ann:2\nselect 2;\n";
        MigrationHistory history = history(Framework.LIQUIBASE, Map.of("one.sql", changelog, "two.sql", changelog));
        AppliedMigrations applied = applied(Framework.LIQUIBASE, """
                create table databasechangelog (id varchar(255) not null, author varchar(255) not null,
                    filename varchar(255) not null, dateexecuted timestamp not null, orderexecuted int not null,
                    exectype varchar(10) not null, md5sum varchar(35));
                insert into databasechangelog values
                    ('1', 'ann', 'db/changelog/one.sql', now(), 1, 'EXECUTED', '9:abc'),
                    ('2', 'ann', 'db/changelog/one.sql', now(), 2, 'MARK_RAN', '9:abc'),
                    ('1', 'ann', 'db/changelog/two.sql', now(), 3, 'EXECUTED', '9:abc');
                """);
        assertThat(applied.pending(history)).singleElement().satisfies(migration -> {
            assertThat(migration.version()).isEqualTo("ann:2");
            assertThat(migration.up().source().name()).endsWith("two.sql");
        });
        assertThat(faults(applied, history)).isEmpty();
    }

    @Test
    void djangoKeepsApplicationsAndNames() {
        AppliedMigrations applied = applied(Framework.DJANGO_SQLMIGRATE, """
                create table django_migrations (id bigint primary key, app varchar(255), name varchar(255));
                insert into django_migrations values (1, 'shop', '0001_initial'), (2, 'blog', '0001_initial');
                """);
        assertThat(applied.entries())
                .extracting(AppliedMigrations.Entry::version)
                .containsExactly("shop.0001_initial", "blog.0001_initial");
    }

    @Test
    void roleThatMayNotReadTheAccountIsTold() {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            database.execute("create table schema_migrations (version varchar primary key);");
            session.execute("set role pg_monitor");
            assertThatThrownBy(() -> AppliedMigrations.read(session, Framework.DBMATE))
                    .isInstanceOfSatisfying(PgwrightException.class, refused -> {
                        assertThat(refused).hasMessageContaining("permission denied for table schema_migrations");
                        assertThat(refused.problems().get(0).hint())
                                .isEqualTo("GRANT SELECT ON public.schema_migrations TO the role");
                    });
        }
    }
}
