package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Migration.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prisma, Drizzle, and files that programs print: Rails and Django. */
class FolderPerMigrationTest {
    @TempDir
    Path folder;

    @Test
    void prismaOrdersFoldersByName() {
        Migrations files = Migrations.in(folder)
                .file("prisma/schema.prisma", "datasource db { provider = \"postgresql\" }")
                .file("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"")
                .file("prisma/migrations/20240201000000_b/migration.sql", "SELECT 2;")
                .file("prisma/migrations/20240101000000_a_b/migration.sql", "SELECT 1;")
                .file("prisma/migrations/20240101000000_a_b/down.sql", "SELECT -1;");
        MigrationHistory history = files.read();
        assertThat(history.framework()).isEqualTo(Framework.PRISMA);
        assertThat(Migrations.versions(history)).containsExactly("20240101000000", "20240201000000");
        assertThat(Migrations.descriptions(history)).containsExactly("a b", "b");
        assertThat(history.migrations().get(0).down()).isNotNull();
        assertThat(history.migrations().get(0).up().transactions()).isEqualTo(TransactionMode.SIMPLE_QUERY);
        assertThat(files.problems(history)).isEmpty();
    }

    @Test
    void prismaOfVersionSevenPointFourSendsStatementsOneByOne() {
        MigrationHistory history = Migrations.in(folder)
                .file("package.json", "{\"devDependencies\": {\"prisma\": \"^7.4.1\"}}")
                .file("prisma/migrations/20240101000000_a/migration.sql", "SELECT 1;")
                .read();
        assertThat(history.migrations().get(0).up().transactions()).isEqualTo(TransactionMode.STATEMENT);
    }

    @Test
    void drizzleKeepsToItsJournal() {
        Migrations files = Migrations.in(folder)
                .file("drizzle/meta/_journal.json", """
                        {"version": "7", "dialect": "postgresql", "entries": [
                          {"idx": 0, "when": 1, "tag": "0001_second_name_first", "breakpoints": true},
                          {"idx": 1, "when": 2, "tag": "0000_then_this", "breakpoints": true},
                          {"idx": 2, "when": 3, "tag": "0002_gone", "breakpoints": true}
                        ]}
                        """)
                .file("drizzle/meta/0000_snapshot.json", "{}")
                .file("drizzle/0000_then_this.sql", "SELECT 1;\n--> statement-breakpoint\nSELECT 2;")
                .file("drizzle/0001_second_name_first.sql", "SELECT 1;--> statement-breakpoint\nSELECT 2;")
                .file("drizzle/0003_by_hand.sql", "SELECT 3;");
        MigrationHistory history = files.read();
        assertThat(history.framework()).isEqualTo(Framework.DRIZZLE);
        assertThat(Migrations.descriptions(history)).containsExactly("second name first", "then this");
        assertThat(history.migrations())
                .allMatch(migration -> migration.up().transactions() == TransactionMode.ALL_PENDING);
        assertThat(files.problems(history))
                .containsExactly(
                        "drizzle/0003_by_hand.sql migration-name: the journal does not name this file, and Drizzle"
                                + " leaves it out",
                        "drizzle/meta/_journal.json:4:3 migration-name: the journal names 0002_gone, but there is no"
                                + " 0002_gone.sql");
    }

    @Test
    void drizzleSinceOneHasFolders() {
        MigrationHistory history = Migrations.in(folder)
                .file("20240201000000_b/migration.sql", "SELECT 1;")
                .file("20240201000000_b/snapshot.json", "{}")
                .file("20240101000000_a/migration.sql", "SELECT 1;")
                .file("20240101000000_a/snapshot.json", "{}")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.DRIZZLE);
        assertThat(Migrations.descriptions(history)).containsExactly("a", "b");
    }

    @Test
    void aJournalThatIsNoJsonIsAProblemWithItsPlace() {
        Migrations files = Migrations.in(folder).file("meta/_journal.json", "{\"entries\": [}");
        assertThat(files.problems(files.read()))
                .singleElement()
                .asString()
                .startsWith("meta/_journal.json:1:14 migration-unreadable: it is not valid: ");
    }

    @Test
    void railsStructureIsOneDump() {
        Migrations files = Migrations.in(folder)
                .file("db/structure.sql", """
                        SET statement_timeout = 0;
                        CREATE TABLE public.schema_migrations (version character varying NOT NULL);
                        INSERT INTO "schema_migrations" (version) VALUES ('20240101000000');
                        """)
                .file("db/migrate/20240101000000_a.rb", "class A < ActiveRecord::Migration[8.0]; end");
        MigrationHistory history = files.read();
        assertThat(history.framework()).isEqualTo(Framework.RAILS_STRUCTURE);
        assertThat(history.migrations()).hasSize(1).allMatch(migration -> migration.kind() == Kind.SCHEMA_DUMP);
        assertThat(files.problems(history)).isEmpty();
    }

    @Test
    void djangoIsKnownByTheCommentsItPrints() {
        MigrationHistory history = Migrations.in(folder)
                .file("0002_add.sql", "BEGIN;\n--\n-- Add field a to b\n--\nALTER TABLE b ADD a int;\nCOMMIT;\n")
                .file(
                        "0010_index.sql",
                        "--\n-- Concurrently create index i on field(s) a of model b\n--\n"
                                + "CREATE INDEX CONCURRENTLY i ON b (a);\n")
                .file("0001_initial.sql", "BEGIN;\n--\n-- Create model B\n--\nCREATE TABLE b (id int);\nCOMMIT;\n")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.DJANGO_SQLMIGRATE);
        assertThat(Migrations.versions(history)).containsExactly("0001", "0002", "0010");
        assertThat(history.problems()).isEmpty();
    }

    @Test
    void plainFilesAreInNaturalOrderWithTheirWayBack() {
        Migrations files = Migrations.in(folder)
                .file("b/1.sql", "SELECT 3;")
                .file("10-x.sql", "SELECT 2;")
                .file("9-x.sql", "SELECT 1;")
                .file("9-x.down.sql", "SELECT -1;")
                .file("7_rollback.sql", "SELECT -7;")
                .file("readme.txt", "x");
        MigrationHistory history = files.read();
        assertThat(history.framework()).isEqualTo(Framework.PLAIN);
        assertThat(Migrations.descriptions(history)).containsExactly("9-x", "10-x", "1");
        assertThat(history.migrations().get(0).down()).isNotNull();
        assertThat(files.problems(history))
                .containsExactly(
                        "7_rollback.sql migration-down-without-up: by its name it takes back a migration that is"
                                + " not here");
    }

    @Test
    void singleFilesAreReadWhateverTheirNames() {
        Migrations.in(folder).file("change.txt", "SELECT 1;").file("a.down.sql", "SELECT 2;");
        MigrationHistory history = MigrationFolder.read(
                List.of(folder.resolve("change.txt"), folder.resolve("a.down.sql"), folder.resolve("none.sql")), null);
        assertThat(history.migrations()).hasSize(2);
        assertThat(history.problems())
                .extracting(problem -> problem.message())
                .containsExactly("there is no such file");
    }

    @Test
    void severalFoldersAndFilesAreReadTogether() {
        Migrations.in(folder)
                .file("a/1.sql", "SELECT 1;")
                .file("a/notes.txt", "not SQL")
                .file("b/2.sql", "SELECT 2;")
                .file("c.txt", "SELECT 3;");
        MigrationHistory history = MigrationFolder.read(
                List.of(folder.resolve("b"), folder.resolve("c.txt"), folder.resolve("a"), Path.of("gone.sql")), null);
        assertThat(history.migrations())
                .extracting(migration -> migration.up().sql().text())
                .containsExactly("SELECT 1;", "SELECT 2;", "SELECT 3;");
        assertThat(history.problems())
                .extracting(problem -> problem.place() + " " + problem.message())
                .containsExactly("gone.sql there is no such file");
    }

    @Test
    void aFolderWithoutMigrationsSaysSo() {
        Migrations files = Migrations.in(folder).file("readme.txt", "x");
        assertThat(files.problems(files.read()))
                .containsExactly(". no-migrations: there are no migrations of plain SQL files here");
        assertThat(files.problems(files.read(Framework.FLYWAY)))
                .containsExactly(". no-migrations: there are no migrations of Flyway here");
    }
}
