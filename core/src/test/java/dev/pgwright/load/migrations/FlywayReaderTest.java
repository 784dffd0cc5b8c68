package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Migration.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayReaderTest {
    @TempDir
    Path folder;

    @Test
    void ordersVersionsPartByPartAndRepeatableOnesLast() {
        MigrationHistory history = Migrations.in(folder)
                .file("R__zebra.sql", "SELECT 1;")
                .file("R__apple.sql", "SELECT 1;")
                .file("V1__first.sql", "SELECT 1;")
                .file("V10__tenth.sql", "SELECT 1;")
                .file("V2_1__second_and_more.sql", "SELECT 1;")
                .file("sub/V2.0.9__before_it.sql", "SELECT 1;")
                .file("B2__baseline.sql", "SELECT 1;")
                .file("V2__second.sql", "SELECT 1;")
                .file("U2__second.sql", "SELECT -2;")
                .file("beforeMigrate.sql", "SELECT 1;")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.FLYWAY);
        assertThat(Migrations.versions(history)).containsExactly("1", "2", "2", "2.0.9", "2.1", "10", "", "", "");
        assertThat(Migrations.descriptions(history))
                .containsExactly(
                        "first",
                        "second",
                        "baseline",
                        "before it",
                        "second and more",
                        "tenth",
                        "apple",
                        "zebra",
                        "beforeMigrate");
        assertThat(history.migrations())
                .extracting(Migration::kind)
                .containsSubsequence(
                        Kind.VERSIONED, Kind.BASELINE, Kind.VERSIONED, Kind.REPEATABLE, Kind.REPEATABLE, Kind.CALLBACK);
        assertThat(history.migrations().get(1).down()).isNotNull();
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void oneIsTheSameVersionAsOnePointZero() {
        Migrations files = Migrations.in(folder).file("V1__a.sql", "SELECT 1;").file("V1.0__b.sql", "SELECT 1;");
        assertThat(files.problems(files.read()))
                .containsExactly("V1__a.sql duplicate-migration-version: the version 1 is also that of V1.0__b.sql");
    }

    @Test
    void namesFilesThatFlywayLeavesOut() {
        Migrations files = Migrations.in(folder)
                .file("V1__a.sql", "SELECT 1;")
                .file("V2a__b.sql", "SELECT 1;")
                .file("R_view.sql", "SELECT 1;")
                .file("U9__gone.sql", "SELECT 1;");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "R_view.sql migration-name: Flyway takes this name for no migration and leaves the file out",
                        "U9__gone.sql migration-down-without-up: it undoes a version for which there is no migration",
                        "V2a__b.sql migration-name: Flyway takes this name for no migration and leaves the file out");
    }

    @Test
    void aStatementThatCannotBeRunInATransactionTakesTheTransactionFromTheWholeScript() {
        MigrationHistory history = Migrations.in(folder)
                .file("V1__a.sql", "-- concurrently, they say\nCREATE TABLE t (a int);")
                .file("V2__b.sql", "SELECT 1;\nCREATE INDEX CONCURRENTLY i ON t (a);")
                .file("V3__c.sql", "REINDEX INDEX CONCURRENTLY i;")
                .file("V4__d.sql", "SELECT 'vacuum';")
                .file("V5__e.sql", "VACUUM t;")
                .file("V6__f.sql", "ANALYZE t; SELECT 'vacuum';")
                .file("V7__g.sql", "CREATE TABLE u (a int);")
                .file("V7__g.sql.conf", "executeInTransaction=false\n")
                .file("V8__h.sql", "DROP INDEX CONCURRENTLY i;")
                .file("V8__h.sql.conf", "executeInTransaction = true")
                .read();
        assertThat(history.migrations())
                .extracting(migration -> migration.up().transactions() == TransactionMode.SCRIPT)
                .containsExactly(true, false, true, true, false, true, false, true);
        assertThat(history.migrations().get(1).up().transactionReason()).contains("(line 2)");
        assertThat(history.migrations().get(6).up().transactionReason())
                .isEqualTo("V7__g.sql.conf says executeInTransaction=false");
    }
}
