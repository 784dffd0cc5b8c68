package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.Position;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that keep both ways in one file: goose and dbmate. */
class SectionedFilesTest {
    @TempDir
    Path folder;

    private static List<Position> places(Script script) {
        ParsedSql parsed = Sql.parse(script.sql());
        assertThat(parsed.errors()).isEmpty();
        return parsed.statements().stream()
                .map(statement -> script.source()
                        .position(script.inSource(statement.span()).start()))
                .toList();
    }

    @Test
    void gooseSectionsKeepTheirPlacesInTheFile() {
        MigrationHistory history = Migrations.in(folder)
                .file("00002_b.sql", """
                        -- a comment
                        -- +goose Up
                        CREATE TABLE t (a int);
                        -- +goose StatementBegin
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                          RETURN 1;
                        END $$
                        -- +goose StatementEnd

                        -- +goose Down
                          DROP TABLE t;
                        """)
                .file("00001_a.sql", "-- +goose up\nSELECT 1;\n")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.GOOSE);
        assertThat(history.problems()).isEmpty();
        assertThat(Migrations.versions(history)).containsExactly("00001", "00002");
        Migration second = history.migrations().get(1);
        assertThat(places(second.up())).containsExactly(new Position(3, 1), new Position(5, 1));
        assertThat(places(Objects.requireNonNull(second.down()))).containsExactly(new Position(11, 3));
        assertThat(second.up().transactions()).isEqualTo(TransactionMode.SCRIPT);
        assertThat(second.up().isVerbatim()).isTrue();
    }

    @Test
    void gooseWithoutTransactionSendsStatementsOneByOneBothWays() {
        Migration migration = Migrations.in(folder)
                .file("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nVACUUM;\n-- +goose Down\nVACUUM;\n")
                .read()
                .migrations()
                .get(0);
        assertThat(migration.up().transactions()).isEqualTo(TransactionMode.STATEMENT);
        assertThat(Objects.requireNonNull(migration.down()).transactions()).isEqualTo(TransactionMode.STATEMENT);
    }

    @Test
    void saysWhatGooseWouldNotTake() {
        Migrations files = Migrations.in(folder)
                .file("1_a.sql", "SELECT 1;\n-- +goose Up\nSELECT 1;\n-- +goose Up\n")
                .file("2_b.sql", "-- +goose Down\nSELECT 1;\n")
                .file("3_c.sql", "-- +goose Up\nSELECT 1\n-- +goose Down\nSELECT 2;\n")
                .file("4_d.sql", "SELECT 1;\n")
                .file("5_e.sql", "-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n")
                .file("0005_e.sql", "-- +goose Up\nSELECT 1;\n");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "1_a.sql:1:1 migration-form: a statement stands before \"-- +goose Up\"",
                        "1_a.sql:4:1 migration-form: a second annotation \"-- +goose Up\"",
                        "2_b.sql:1:1 migration-form: \"-- +goose Down\" must come once, behind \"-- +goose Up\"",
                        "3_c.sql:2:8 migration-form: the last statement has no semicolon; goose refuses the file",
                        "4_d.sql:1:1 migration-form: there is no annotation \"-- +goose Up\"",
                        "5_e.sql duplicate-migration-version: the version 5 is also that of 0005_e.sql",
                        "5_e.sql:2:1 migration-form: \"-- +goose StatementBegin\" without its"
                                + " \"-- +goose StatementEnd\"");
    }

    @Test
    void dbmateBlocksHaveOptionsOfTheirOwn() {
        MigrationHistory history = Migrations.in(folder)
                .file("20240101000000_a.sql", """
                        -- migrate:up transaction:false
                        CREATE INDEX CONCURRENTLY i ON t (a);

                        -- migrate:down
                        DROP INDEX i;
                        """)
                .file("20230101000000_z.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\n")
                .read();
        assertThat(history.framework()).isEqualTo(Framework.DBMATE);
        assertThat(history.problems()).isEmpty();
        assertThat(Migrations.descriptions(history)).containsExactly("z", "a");
        Migration second = history.migrations().get(1);
        assertThat(second.up().transactions()).isEqualTo(TransactionMode.SIMPLE_QUERY);
        assertThat(Objects.requireNonNull(second.down()).transactions()).isEqualTo(TransactionMode.SCRIPT);
        assertThat(places(second.up())).containsExactly(new Position(2, 1));
        assertThat(places(second.down())).containsExactly(new Position(5, 1));
    }

    @Test
    void dbmateOrdersNamesAsTextAndRunsEachPairOfBlocksByItself() {
        MigrationHistory history = Migrations.in(folder)
                .file(
                        "9_a.sql",
                        "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n"
                                + "-- migrate:up transaction:false\nSELECT 3;\n-- migrate:down\nSELECT 4;\n")
                .file("10_b.sql", "-- migrate:up\nSELECT 5;\n-- migrate:down\nSELECT 6;\n")
                .read();
        assertThat(Migrations.versions(history)).containsExactly("10", "9", "9");
        assertThat(Migrations.in(folder).problems(history))
                .containsExactly(
                        "9_a.sql:5:1 migration-form: dbmate records the version of the file once for each block,"
                                + " and PostgreSQL refuses the second one: dbmate stops here");
        assertThat(history.migrations().get(2).up().sql().text().strip()).isEqualTo("SELECT 3;");
    }

    @Test
    void saysWhatDbmateWouldNotTake() {
        Migrations files = Migrations.in(folder)
                .file("1_a.sql", "SELECT 1;\n-- migrate:up\nSELECT 1;\n-- migrate:down\n")
                .file("2_b.sql", "-- migrate:down\n-- migrate:up\n")
                .file("3_c.sql", "-- migrate:up\nSELECT 1;\n")
                .file("4_d.sql", "SELECT 1;\n");
        assertThat(files.problems(files.read()))
                .containsExactly(
                        "1_a.sql:1:1 migration-form: a statement stands before \"-- migrate:up\"; dbmate refuses the"
                                + " file",
                        "2_b.sql:1:1 migration-form: \"-- migrate:down\" stands before \"-- migrate:up\"",
                        "3_c.sql:1:1 migration-form: there is no \"-- migrate:down\" behind this block; dbmate refuses"
                                + " the file",
                        "4_d.sql:1:1 migration-form: there is no block \"-- migrate:up\"");
    }
}
