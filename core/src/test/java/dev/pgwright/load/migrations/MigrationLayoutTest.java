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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
