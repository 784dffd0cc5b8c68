package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedFilesTest {
    @TempDir
    Path folder;

    @Test
    void golangMigrateOrdersByTheValueOfTheNumberAndPairsUpWithDown() {
        MigrationHistory history = Migrations.in(folder)
                .file("10_ten.up.sql", "SELECT 10;")
                .file("9_nine.up.sql", "SELECT 9;")
                .file("9_nine.down.sql", "SELECT -9;")
                .file("000011_eleven_or_so.up.sql", "SELECT 11;")
                .file("README.md", "x")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.GOLANG_MIGRATE);
        assertThat(Migrations.versions(history)).containsExactly("9", "10", "000011");
        assertThat(Migrations.descriptions(history)).containsExactly("nine", "ten", "eleven or so");
        assertThat(history.migrations().get(0).down())
                .isNotNull()
                .satisfies(down -> assertThat(down.sql().text()).isEqualTo("SELECT -9;"));
        assertThat(history.migrations().get(1).down()).isNull();
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void golangMigrateSendsAFileAsOneQuery() {
        Migration migration = Migrations.in(folder)
                .file("1_a.up.sql", "CREATE INDEX CONCURRENTLY i ON t (a);")
                .read()
                .migrations()
                .get(0);
        assertThat(migration.up().transactions()).isEqualTo(TransactionMode.SIMPLE_QUERY);
        assertThat(migration.up().transactions().inTransaction(1)).isFalse();
        assertThat(migration.up().transactions().inTransaction(2)).isTrue();
    }

    @Test
    void namesTheSecondFileOfAVersionAndADownWithoutItsUp() {
        Migrations files = Migrations.in(folder)
                .file("1_a.up.sql", "SELECT 1;")
                .file("01_b.up.sql", "SELECT 1;")
                .file("3_c.down.sql", "SELECT 1;");
        MigrationHistory history = files.read();
        assertThat(files.problems(history))
                .containsExactly(
                        "1_a.up.sql duplicate-migration-version: the version 1 is also that of 01_b.up.sql",
                        "3_c.down.sql migration-down-without-up: it takes back the version 3, which has no migration up");
        assertThat(history.migrations()).hasSize(2);
    }

    @Test
    void golangMigrateDoesNotLeaveItsFolder() {
        MigrationHistory history = Migrations.in(folder)
                .file("1_a.up.sql", "SELECT 1;")
                .file("old/1_z.up.sql", "SELECT 1;")
                .read();
        assertThat(history.migrations()).hasSize(1);
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void sqlxIsKnownByItsCrateAndWrapsUnlessToldNotTo() {
        Migrations files = Migrations.in(folder)
                .file("Cargo.toml", "[dependencies]\nsqlx = { version = \"0.8\" }\n")
                .file("migrations/20240101000000_a.sql", "SELECT 1;")
                .file("migrations/20240102000000_b.sql", "-- no-transaction\nVACUUM;");
        MigrationHistory history = MigrationFolder.read(java.util.List.of(folder.resolve("migrations")), null);
        assertThat(history.framework()).isEqualTo(Framework.SQLX);
        assertThat(history.migrations())
                .extracting(migration -> migration.up().transactions())
                .containsExactly(TransactionMode.SCRIPT, TransactionMode.SIMPLE_QUERY);
        assertThat(files.problems(history)).isEmpty();
    }

    @Test
    void supabaseIsKnownByItsFolder() {
        Migrations files =
                Migrations.in(folder).file("supabase/migrations/20240101000000_init.sql", "CREATE TABLE t (a int);");
        MigrationHistory history = MigrationFolder.read(java.util.List.of(folder.resolve("supabase/migrations")), null);
        assertThat(history.framework()).isEqualTo(Framework.SUPABASE);
        assertThat(history.migrations().get(0).up().transactions()).isEqualTo(TransactionMode.SCRIPT_WITHOUT_REFUSED);
        assertThat(files.problems(history)).isEmpty();
    }

    @Test
    void timestampedFilesWithoutAnyOtherSignArePlain() {
        MigrationHistory history = Migrations.in(folder)
                .file("20240101000000_a.sql", "SELECT 1;")
                .file("20240102000000_b.sql", "SELECT 2;")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.PLAIN);
        assertThat(Migrations.versions(history)).containsExactly("20240101000000", "20240102000000");
    }
}
