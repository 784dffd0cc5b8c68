package dev.pgwright.load.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool refuses or leaves out, and what it takes in another form than one would think. */
class ToolDetailsTest {
    @TempDir
    Path folder;

    private List<String> problems(Migrations files) {
        return files.problems(files.read());
    }

    @Test
    void gooseRefusesBlanksBeforeAnAnnotationAndOnesItDoesNotKnow() {
        assertThat(problems(Migrations.in(folder)
                        .file("1_a.sql", "-- +goose Up\n  -- +goose NO TRANSACTION\nSELECT 1;\n")
                        .file("2_b.sql", "-- +goose Up\n-- +goose Upp\nSELECT 1;\n")
                        .file("3_c.sql", "--+goose UP\r\n-- +goose envsub ON\r\nSELECT 1;\r\n-- +GOOSE is a bird\r\n")))
                .containsExactly(
                        "1_a.sql:2:1 migration-form: blanks stand before the annotation; goose refuses the file",
                        "2_b.sql:2:1 migration-form: goose knows no annotation \"upp\" and refuses the file");
    }

    @Test
    void gooseEndsAStatementAtASemicolonAtTheEndOfALineUnlessItIsInABlock() {
        String body = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1; -- one\nEND\n$$;\n";
        assertThat(problems(Migrations.in(folder)
                        .file("1_a.sql", "-- +goose Up\nSELECT 1;\n" + body + "-- +goose Down\n" + body)
                        .file("2_b.sql", "-- +goose Up\n-- +goose StatementBegin\n" + body + "-- +goose StatementEnd\n")
                        .file("3_c.sql", "-- +goose Up\nSELECT 'a;b', $$;$$,\n  1; SELECT 2;\n")))
                .containsExactly(
                        "1_a.sql:5:1 migration-form: goose ends the statement of line 3 with this line; put it between"
                                + " \"-- +goose StatementBegin\" and \"-- +goose StatementEnd\"",
                        "1_a.sql:11:1 migration-form: goose ends the statement of line 9 with this line; put it between"
                                + " \"-- +goose StatementBegin\" and \"-- +goose StatementEnd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void dbmateAndGooseAreReadWithEitherLineEnd(String end) {
        MigrationHistory dbmate = Migrations.in(folder)
                .file(
                        "dbmate/1_a.sql",
                        "-- migrate:up transaction:false" + end + "VACUUM;" + end + "-- migrate:down" + end)
                .read();
        assertThat(dbmate.framework()).isEqualTo(Framework.DBMATE);
        assertThat(dbmate.migrations().get(0).up().transactions()).isEqualTo(TransactionMode.SIMPLE_QUERY);
        assertThat(dbmate.migrations().get(0).up().sql().text().strip()).isEqualTo("VACUUM;");
    }

    @Test
    void sqlxRefusesAFolderWithANameWithoutANumber() {
        Migrations files = Migrations.in(folder)
                .file("1_a.sql", "-- no-transaction\nSELECT 1;\n")
                .file("seed_data.sql", "SELECT 1;\n")
                .file("notes.sql", "SELECT 1;\n")
                .file("sub/more_data.sql", "SELECT 1;\n");
        assertThat(files.read().framework()).isEqualTo(Framework.SQLX);
        assertThat(problems(files))
                .containsExactly(
                        "seed_data.sql migration-name: what stands before the first underscore is no number, and sqlx"
                                + " refuses the whole folder");
    }

    @Test
    void supabaseLeavesOtherNamesOut() {
        Migrations files = Migrations.in(folder)
                .file("supabase/migrations/20240101000000_a.sql", "SELECT 1;\n")
                .file("supabase/migrations/fix.sql", "SELECT 1;\n")
                .file("supabase/seed.sql", "SELECT 1;\n");
        assertThat(files.read().framework()).isEqualTo(Framework.SUPABASE);
        assertThat(problems(files))
                .containsExactly(
                        "supabase/migrations/fix.sql migration-name: the Supabase CLI takes this name for no migration"
                                + " and leaves the file out");
    }

    @Test
    void drizzleLeavesOutWhatIsOlderThanTheLastOneRun() {
        Migrations files = Migrations.in(folder)
                .file("meta/_journal.json", """
                        {"entries": [
                          {"idx": 0, "when": 100, "tag": "0000_a"},
                          {"idx": 1, "when": 300, "tag": "0001_b"},
                          {"idx": 2, "when": 200, "tag": "0002_c"},
                          {"idx": 3, "when": 400, "tag": "0003_d"}
                        ]}
                        """)
                .file("0000_a.sql", "SELECT 1;")
                .file("0001_b.sql", "SELECT 1;--> statement-breakpoint\nSELECT 2;")
                .file("0002_c.sql", "SELECT 1;")
                .file("0003_d.sql", "SELECT 1;");
        assertThat(problems(files))
                .containsExactly(
                        "meta/_journal.json:4:3 migration-form: the journal's time of 0002_c is not behind that of"
                                + " 0001_b: where that one has been run, Drizzle leaves this one out");
    }

    @ParameterizedTest
    @EnumSource(
            value = Framework.class,
            names = {"GOLANG_MIGRATE", "SQLX", "SUPABASE", "GOOSE", "DBMATE"})
    void aByteOrderMarkReachesTheServer(Framework framework) {
        Migrations files = Migrations.in(folder)
                .file(
                        framework == Framework.GOLANG_MIGRATE ? "1_a.up.sql" : "1_a.sql",
                        "\uFEFF"
                                + switch (framework) {
                                    case GOOSE -> "-- +goose Up\n";
                                    case DBMATE -> "-- migrate:up\nSELECT 1;\n-- migrate:down\n";
                                    default -> "";
                                }
                                + "SELECT 1;\n");
        MigrationHistory history = files.read(framework);
        assertThat(files.problems(history))
                .singleElement()
                .asString()
                .endsWith(":1:1 migration-encoding: a byte order mark stands before the first character: "
                        + framework.title() + " leaves it there, and it is a syntax error");
    }

    @Test
    void oneThatTheToolTakesAwayDoesNoHarm() {
        assertThat(problems(Migrations.in(folder)
                        .file("V1__a.sql", "\uFEFFSELECT 1;\n")
                        .file("V2__b.sql", "SELECT 1;\n")))
                .isEmpty();
    }
}
