package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.MigrationLayout.LayoutFile;
import dev.pgwright.load.migrations.MigrationLayout.Step;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.TransactionStmt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationLayoutTest {
    private static final List<Step> STEPS = List.of(
            new Step(
                    "add the column",
                    List.of("ALTER TABLE t ADD c int", "SELECT 1"),
                    List.of("SELECT -1", "SELECT -2"),
                    true),
            new Step(
                    "Build an index!",
                    List.of("CREATE INDEX CONCURRENTLY i ON t (c)"),
                    List.of("DROP INDEX CONCURRENTLY i"),
                    false),
            new Step(
                    "function",
                    List.of("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\nSELECT 1;\n$$"),
                    List.of(),
                    true),
            new Step("check", List.of("VACUUM t"), List.of("VACUUM t"), false));

    @TempDir
    Path folder;

    /** Files of a folder, of which the second migration is replaced and a third follows. */
    private record Case(Framework framework, List<String> files) {
        @Override
        public String toString() {
            return framework.word() + " " + files.get(0);
        }
    }

    static Stream<Case> folders() {
        return Stream.of(
                new Case(
                        Framework.GOLANG_MIGRATE,
                        List.of("000010_a.up.sql", "000020_b.up.sql", "000020_b.down.sql", "000024_c.up.sql")),
                new Case(
                        Framework.SQLX,
                        List.of("20240101000000_a.sql", "20240101235959_b.sql", "20240102000004_c.sql")),
                new Case(Framework.SQLX, List.of("1_a.up.sql", "2_b.up.sql", "2_b.down.sql", "9_c.up.sql")),
                new Case(
                        Framework.SUPABASE,
                        List.of("20240101000000_a.sql", "20240102000000_b.sql", "20240103000000_c.sql")),
                new Case(Framework.GOOSE, List.of("00001_a.sql", "00002_b.sql", "00006_c.sql")),
                new Case(
                        Framework.DBMATE,
                        List.of("20240101000000_a.sql", "20240102000000_b.sql", "20240103000000_c.sql")),
                new Case(
                        Framework.DIESEL,
                        List.of(
                                "2024-01-01-000000_a/up.sql",
                                "2024-01-02-000000_b/up.sql",
                                "2024-01-02-000000_b/down.sql",
                                "2024-01-03-000000_c/up.sql")),
                new Case(
                        Framework.DIESEL,
                        List.of(
                                "2024-01-01-000000_a/up.sql",
                                "2024-01-02-000000_b/up.sql",
                                "2024-01-02-000001_c/up.sql")),
                new Case(
                        Framework.PRISMA,
                        List.of(
                                "20240101000000_a/migration.sql",
                                "20240102000000_b/migration.sql",
                                "20240103000000_c/migration.sql")),
                new Case(Framework.FLYWAY, List.of("V1__a.sql", "V2__b.sql", "U2__b.sql", "V3__c.sql")),
                new Case(Framework.FLYWAY, List.of("V1__a.sql", "V2__b.sql", "V2.1__c.sql", "R__r.sql")),
                new Case(Framework.PLAIN, List.of("01_a.sql", "02_b.sql", "02_b.down.sql", "10_c.sql")));
    }

    private void write(Case made) {
        Migrations files = Migrations.in(folder);
        for (String name : made.files()) {
            files.file(
                    name,
                    switch (made.framework()) {
                        case GOOSE -> "-- +goose Up\nSELECT 0;\n";
                        case DBMATE -> "-- migrate:up\nSELECT 0;\n-- migrate:down\n";
                        default -> "SELECT 0;\n";
                    });
        }
    }

    private static void write(List<LayoutFile> files) throws IOException {
        for (LayoutFile file : files) {
            Files.createDirectories(file.path().getParent());
            Files.writeString(file.path(), file.text());
        }
    }

    private static List<String> statements(@Nullable Script script) {
        return script == null
                ? List.of()
                : Sql.parse(script.sql()).statements().stream()
                        .filter(statement -> !(statement.tree() instanceof TransactionStmt))
                        .map(statement -> statement.span().of(script.sql().text()))
                        .toList();
    }

    private static boolean inTransaction(Script script) {
        List<Statement> statements = Sql.parse(script.sql()).statements();
        boolean begins = statements.get(0).tree() instanceof TransactionStmt;
        boolean refused = RefusedInTransaction.first(script, RefusedInTransaction::asFlywaySees)
                .isPresent();
        return begins
                || (script.transactions() == TransactionMode.SCRIPT_WITHOUT_REFUSED && refused
                        ? false
                        : script.transactions().inTransaction(statements.size()));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void whatIsWrittenIsReadBackAsTheSameStepsInTheSameOrder(Case made) throws IOException {
        write(made);
        MigrationHistory history = MigrationFolder.read(List.of(folder), made.framework());
        write(MigrationLayout.replace(history, history.migrations().get(1), STEPS));
        MigrationHistory after = MigrationFolder.read(List.of(folder), made.framework());
        assertThat(after.problems()).isEmpty();
        assertThat(after.migrations()).hasSize(history.migrations().size() + STEPS.size() - 1);
        for (int i = 0; i < STEPS.size(); i++) {
            Step step = STEPS.get(i);
            Migration read = after.migrations().get(i + 1);
            assertThat(statements(read.up())).isEqualTo(step.up());
            if (step.up().size() > 1 || !step.transaction()) {
                assertThat(inTransaction(read.up())).as(step.name()).isEqualTo(step.transaction());
            }
            if (read.down() != null) {
                assertThat(statements(read.down())).isEqualTo(step.down());
            }
        }
        assertThat(after.migrations().get(STEPS.size() + 1).description())
                .isEqualTo(history.migrations().get(2).description());
        boolean bothWays = made.files().stream().anyMatch(name -> name.contains("down") || name.startsWith("U"))
                || made.framework() == Framework.GOOSE
                || made.framework() == Framework.DBMATE;
        if (bothWays) {
            assertThat(statements(after.migrations().get(1).down()))
                    .isEqualTo(STEPS.get(0).down());
            assertThat(statements(after.migrations().get(2).down()))
                    .isEqualTo(STEPS.get(1).down());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void stepsCanBePutBehindAllOthers(Case made) throws IOException {
        write(made);
        MigrationHistory history = MigrationFolder.read(List.of(folder), made.framework());
        write(MigrationLayout.append(history, STEPS.subList(0, 2)));
        MigrationHistory after = MigrationFolder.read(List.of(folder), made.framework());
        assertThat(after.problems()).isEmpty();
        assertThat(after.migrations()).hasSize(history.migrations().size() + 2);
        int first = (int) history.migrations().stream()
                .filter(migration -> migration.kind() == Migration.Kind.VERSIONED)
                .count();
        assertThat(statements(after.migrations().get(first).up()))
                .isEqualTo(STEPS.get(0).up());
        assertThat(statements(after.migrations().get(first + 1).up()))
                .isEqualTo(STEPS.get(1).up());
    }

    /** Changelogs whose last changeset, in the last file named, says SELECT 2. */
    static Stream<List<String>> changelogs() {
        String xml =
                "<?xml version=\"1.0\"?>\n<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\">\n";
        return Stream.of(
                List.of("all.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 2;"),
                List.of(
                        "all.xml",
                        xml
                                + "    <changeSet id=\"1\" author=\"a\"><sql>SELECT 2</sql></changeSet>\n</databaseChangeLog>\n"),
                List.of(
                        "one.xml",
                        xml + "<changeSet id=\"1\" author=\"a\"><sql>SELECT 2</sql></changeSet></databaseChangeLog>"),
                List.of("all.yaml", """
                        databaseChangeLog:
                          - changeSet:
                              id: 1
                              author: pgwright
                              changes:
                                - sql:
                                    sql: SELECT 2
                        # the end
                        """),
                List.of("flat.yml", """
                        databaseChangeLog:
                        - changeSet:
                            id: add_the_column
                            author: pgwright
                            changes:
                            - sql: {sql: SELECT 2}"""),
                List.of("all.json", """
                        {"databaseChangeLog": [
                            {"changeSet": {"id": "ü1", "author": "a", "changes": [{"sql": {"sql": "SELECT 2"}}]}}
                        ]}
                        """),
                List.of(
                        "main.yaml",
                        """
                        databaseChangeLog:
                          - include: {file: first.sql}
                          - include: {file: last.xml}
                        """,
                        "first.sql",
                        "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n",
                        "last.xml",
                        xml
                                + "  <changeSet id=\"1\" author=\"a\">\n    <sql>SELECT 2</sql>\n  </changeSet>\n</databaseChangeLog>\n"),
                List.of(
                        "main.xml",
                        xml
                                + "  <includeAll path=\"changes\" relativeToChangelogFile=\"true\"/>\n</databaseChangeLog>\n",
                        "changes/001_a.sql",
                        "SELECT 1;\n",
                        "changes/002_b.sql",
                        "SELECT 2;\n"));
    }

    @ParameterizedTest
    @MethodSource("changelogs")
    void liquibaseGetsChangesetsBehindItsLastOne(List<String> files) throws IOException {
        Migrations made = Migrations.in(folder);
        for (int i = 0; i < files.size(); i += 2) {
            made.file(files.get(i), files.get(i + 1));
        }
        MigrationHistory history = MigrationFolder.read(List.of(folder), Framework.LIQUIBASE);
        assertThat(history.problems()).isEmpty();
        List<LayoutFile> written = MigrationLayout.append(history, STEPS);
        assertThat(written).hasSize(1);
        assertThat(written.get(0).before() == null)
                .isEqualTo(Files.notExists(written.get(0).path()));
        write(written);
        MigrationHistory after = MigrationFolder.read(List.of(folder), Framework.LIQUIBASE);
        assertThat(after.problems()).isEmpty();
        int before = history.migrations().size();
        assertThat(after.migrations()).hasSize(before + STEPS.size());
        assertThat(statements(after.migrations().get(before - 1).up())).containsExactly("SELECT 2");
        for (int i = 0; i < STEPS.size(); i++) {
            Migration read = after.migrations().get(before + i);
            assertThat(statements(read.up())).isEqualTo(STEPS.get(i).up());
            assertThat(inTransaction(read.up())).isEqualTo(STEPS.get(i).transaction());
            assertThat(statements(read.down())).isEqualTo(STEPS.get(i).down());
        }
        // and once more, behind those, under ids of their own
        write(MigrationLayout.append(after, STEPS));
        MigrationHistory twice = MigrationFolder.read(List.of(folder), Framework.LIQUIBASE);
        assertThat(twice.problems()).isEmpty();
        assertThat(twice.migrations()).hasSize(before + 2 * STEPS.size());
    }

    @Test
    void aFileOfPlainSqlThatIsIncludedByNameTakesNoSecondChangeset() {
        Migrations.in(folder)
                .file("main.yaml", "databaseChangeLog:\n- include: {file: a.sql}\n")
                .file("a.sql", "SELECT 1;");
        MigrationHistory history = MigrationFolder.read(List.of(folder), Framework.LIQUIBASE);
        assertThatThrownBy(() -> MigrationLayout.append(history, STEPS))
                .hasMessageContaining("a.sql: this file of plain SQL is one changeset by itself");
    }

    @ParameterizedTest
    @EnumSource(
            value = Framework.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DRIZZLE", "RAILS_STRUCTURE", "DJANGO_SQLMIGRATE"})
    void aNewFolderGetsTheFirstMigrationsOfATool(Framework framework) throws IOException {
        LocalDateTime now = LocalDateTime.of(2024, 2, 29, 23, 59, 58);
        write(MigrationLayout.begin(framework, folder.resolve("new"), STEPS, now));
        MigrationHistory read = MigrationFolder.read(List.of(folder.resolve("new")), framework);
        assertThat(read.problems()).isEmpty();
        assertThat(read.migrations())
                .extracting(migration -> statements(migration.up()))
                .isEqualTo(STEPS.stream().map(Step::up).toList());
        // a single statement is a transaction by itself
        assertThat(Stream.of(0, 1, 3)
                        .map(i -> inTransaction(read.migrations().get(i).up())))
                .containsExactly(true, false, false);
        String first = read.migrations().get(0).version();
        assertThat(first)
                .isEqualTo(
                        switch (framework) {
                            case FLYWAY -> "1";
                            case GOLANG_MIGRATE -> "000001";
                            case PLAIN -> "0001";
                            case LIQUIBASE -> "pgwright:add_the_column";
                            case DIESEL -> "2024-02-29-235959";
                            default -> "20240229235959";
                        });
    }

    @Test
    void whereThereIsNoRoomItRefusesAndSaysWhatWouldHelp() {
        write(new Case(Framework.GOLANG_MIGRATE, List.of("1_a.up.sql", "2_b.up.sql")));
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThatThrownBy(() ->
                        MigrationLayout.replace(history, history.migrations().get(0), STEPS))
                .isInstanceOf(PgwrightException.class)
                .hasMessageEndingWith("1_a.up.sql: between the versions 1 and 2 there is no room for 3 more");
        assertThat(MigrationLayout.replace(history, history.migrations().get(0), STEPS.subList(0, 1)))
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("1_a.up.sql", "1_a.down.sql");
    }

    @Test
    void drizzleCannotRunStepsByThemselves() {
        Migrations.in(folder)
                .file("meta/_journal.json", "{\"entries\": [{\"tag\": \"0000_a\"}]}")
                .file("0000_a.sql", "SELECT 1;");
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThatThrownBy(() -> MigrationLayout.append(history, STEPS))
                .hasMessageContaining("Drizzle runs all pending migrations in one transaction");
    }
}
