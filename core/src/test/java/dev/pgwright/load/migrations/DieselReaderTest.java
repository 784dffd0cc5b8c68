package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DieselReaderTest {
    @TempDir
    Path folder;

    @Test
    void ordersByVersionWithoutDashesComparedAsText() {
        MigrationHistory history = Migrations.in(folder)
                .file("2024-01-02-000000_b/up.sql", "SELECT 2;")
                .file("20240101000000_a_thing/up.sql", "SELECT 1;")
                .file("20240101000000_a_thing/down.sql", "SELECT -1;")
                .file("2024-01-02-000000-0000_c/up.sql", "SELECT 3;")
                .file("00000000000000_diesel_initial_setup/up.sql", "SELECT 0;")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.DIESEL);
        assertThat(Migrations.descriptions(history)).containsExactly("diesel initial setup", "a thing", "b", "c");
        assertThat(history.migrations().get(1).down()).isNotNull();
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void metadataTakesTheTransactionAway() {
        Migrations files = Migrations.in(folder)
                .file("1_a/up.sql", "SELECT 1;")
                .file("1_a/metadata.toml", "run_in_transaction = false\n")
                .file("2_b/up.sql", "SELECT 1;")
                .file("2_b/metadata.toml", "run_in_transaction = true # not false\n")
                .file("3_c/up.sql", "SELECT 1;")
                .file("3_c/metadata.toml", "# run_in_transaction = true\n[foo]\nrun_in_transaction = true\n")
                .file("4_d/up.sql", "SELECT 1;");
        assertThat(files.read().migrations())
                .extracting(migration -> migration.up().transactions())
                .containsExactly(
                        TransactionMode.SIMPLE_QUERY,
                        TransactionMode.SCRIPT,
                        TransactionMode.SIMPLE_QUERY,
                        TransactionMode.SCRIPT);
        assertThat(files.read().migrations().get(2).up().transactionReason())
                .startsWith("metadata.toml says nothing of run_in_transaction, which Diesel takes for false");
        MigrationHistory single = MigrationFolder.read(List.of(folder.resolve("1_a/up.sql")), null);
        assertThat(single.framework()).isEqualTo(Framework.DIESEL);
        assertThat(single.migrations().get(0).version()).isEqualTo("1");
        assertThat(single.migrations().get(0).up().transactions()).isEqualTo(TransactionMode.SIMPLE_QUERY);
    }

    @Test
    void theSameVersionWithAndWithoutDashesIsThereTwice() {
        Migrations files = Migrations.in(folder)
                .file("2024-01-01_a/up.sql", "SELECT 1;")
                .file("20240101_b/up.sql", "SELECT 1;")
                .file("3_c/down.sql", "SELECT 1;");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "20240101_b/up.sql duplicate-migration-version: the version 20240101 is also that of"
                                + " 2024-01-01_a/up.sql",
                        "3_c/down.sql migration-down-without-up: there is no up.sql beside it; Diesel refuses the whole"
                                + " folder of migrations");
    }
}
