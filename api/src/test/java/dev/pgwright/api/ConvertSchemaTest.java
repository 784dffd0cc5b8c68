package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConvertSchemaTest {
    private static final String LIBRARY = """
            create schema library;
            create type library.state as enum ('in', 'out', 'lost');
            create table library.reader (
                id bigint generated always as identity primary key,
                email text not null unique check (email = lower(email))
            );
            create table library.loan (
                id bigint generated always as identity primary key,
                reader_id bigint not null references library.reader on delete restrict,
                title text not null,
                state library.state not null default 'out',
                lent tstzrange not null,
                words tsvector generated always as (to_tsvector('simple', title)) stored
            );
            create index loan_open on library.loan (reader_id) where state = 'out';
            comment on table library.loan is 'Who has what';
            create view library.open_loan as select id, title from library.loan where state = 'out';
            """;

    @TempDir
    Path folder;

    @Test
    void sqlToDbmlToSqlLosesNothing() throws IOException {
        Path source = write("library.sql", LIBRARY);
        Path dbml = folder.resolve("library.dbml");
        Path first = folder.resolve("first.sql");
        Path second = folder.resolve("second.sql");
        convert(source.toString(), dbml);
        convert(source.toString(), first);
        convert(dbml.toString(), second);
        assertThat(first).content().contains("CREATE INDEX loan_open", "CREATE VIEW library.open_loan");
        assertThat(second).hasSameTextualContentAs(first);
    }

    @Test
    void dbmlToJsonToDbmlLosesNothing() throws IOException {
        convert(write("library.sql", LIBRARY).toString(), folder.resolve("library.dbml"));
        Path grouped = write(
                "grouped.dbml",
                Files.readString(folder.resolve("library.dbml")) + "\nTableGroup lending {\n  library.loan\n}\n");
        Path json = folder.resolve("library.json");
        Path again = folder.resolve("again.dbml");
        Path direct = folder.resolve("direct.dbml");
        convert(grouped.toString(), json);
        convert(json.toString(), again);
        convert(grouped.toString(), direct);
        assertThat(again).hasSameTextualContentAs(direct).content().contains("TableGroup lending");
    }

    @Test
    void dbmlToSqlToDbmlLosesNothing() throws IOException {
        Path source = write("shop.dbml", """
                Project shop {
                  team: 'orders'
                }
                TablePartial times { made timestamptz }
                Table orders as o [headercolor: #3498db, owner: 'sales'] {
                  id int [pk]
                  ~times
                }
                TableGroup selling { o }
                Records orders(id) { 1 }
                DiagramView v { Tables { o } }
                Note todo { 'ask' }
                """);
        Path sql = folder.resolve("all.sql");
        Path again = folder.resolve("again.dbml");
        Path direct = folder.resolve("direct.dbml");
        convert(source.toString(), sql);
        convert(sql.toString(), again);
        convert(source.toString(), direct);
        assertThat(sql).content().contains("-- Project shop {", "-- Table orders as o [headercolor: #3498db");
        assertThat(again).hasSameTextualContentAs(direct).content().contains("  ~times\n", "Records orders(id) {");
    }

    @Test
    void whatDbmlSaysOfATableThatSqlNoLongerMakesIsNoted() throws IOException {
        Path source = write("a.sql", "create table a (b int);\n-- DBML:\n-- TableGroup g { a\n-- c }\n");
        RecordedProgress recorded = new RecordedProgress();
        ConvertSchema.run(
                new ConvertSchema.Request(
                        source.toString(),
                        folder.resolve("a.dbml").toString(),
                        false,
                        FileReading.withoutServer(PostgresVersion.DEFAULT),
                        Map.of()),
                recorded);
        assertThat(recorded.notes).containsExactly(source + ":4:4: there is no table 'c'; left out of what DBML says");
    }

    @Test
    void withoutAServerStatementsAreFolded() throws IOException {
        Path source = write("a.sql", "create table a (b int default 1);\ncreate publication p for table a;\n");
        Path output = folder.resolve("a.dbml");
        RecordedProgress recorded = new RecordedProgress();
        ConvertSchema.Result result = ConvertSchema.run(
                new ConvertSchema.Request(
                        source.toString(),
                        output.toString(),
                        false,
                        FileReading.withoutServer(PostgresVersion.DEFAULT),
                        Map.of()),
                recorded);
        assertThat(recorded.steps).isNotEmpty().noneMatch(step -> step.contains("PostgreSQL"));
        assertThat(recorded.notes)
                .containsExactly("1 statement cannot be followed without a server, listed as not modelled; "
                        + "leave out --no-server to have them");
        assertThat(result.leftOut())
                .containsExactly(new NotModelled("statement not followed", "create publication p for table a"));
        assertThat(output)
                .content()
                .contains("Table a {", "-- not modelled, statement not followed: create publication p for table a");
        Path again = folder.resolve("again.dbml");
        ConvertSchema.run(
                new ConvertSchema.Request(
                        output.toString(),
                        again.toString(),
                        false,
                        FileReading.withoutServer(PostgresVersion.DEFAULT),
                        Map.of()),
                Progress.silent());
        assertThat(again).hasSameTextualContentAs(output);
    }

    @Test
    void aFolderIsRunInTheOrderOfItsNames() throws IOException {
        write("migrations/002_index.sql", "create index on a (b);");
        write("migrations/001_table.sql", "create table a (b int);");
        Path output = folder.resolve("all.sql");
        ConvertSchema.Result result = convert(folder.resolve("migrations").toString(), output);
        assertThat(result.catalog().tables()).hasSize(1);
        assertThat(output).content().contains("CREATE INDEX a_b_idx ON public.a");
    }

    @Test
    void aFolderOfMigrationsIsRunAsItsToolDoes() throws IOException {
        write("db/V1__a.sql", "create table a (b int);");
        write("db/V2__c.sql", "alter table a add c int;");
        write("db/V10__d.sql", "alter table a drop c, add d int;");
        write("db/U2__c.sql", "alter table a drop c;");
        write("db/R__view.sql", "create or replace view v as select d from a;");
        assertThat(columns("db")).containsExactly("b", "d");
        write("diesel/2024-01-02-000000_b/up.sql", "alter table a add c int;");
        write("diesel/2024-01-02-000000_b/down.sql", "alter table a drop c;");
        write("diesel/2024-01-01-000000_a/up.sql", "create table a (b int);");
        write("diesel/2024-01-01-000000_a/down.sql", "drop table a;");
        assertThat(columns("diesel")).containsExactly("b", "c");
        // the versions that a baseline stands for are gone
        write("late/B7__all.sql", "create table a (b int, e int);");
        write("late/V8__f.sql", "alter table a add f int;");
        assertThat(columns("late")).containsExactly("b", "e", "f");
        assertThat(folder.resolve("late.sql")).content().doesNotContain("V8");
    }

    private List<String> columns(String migrations) {
        ConvertSchema.Result result =
                convert(folder.resolve(migrations).toString(), folder.resolve(migrations + ".sql"));
        return result.catalog().tables().get(0).columns().stream()
                .map(Column::name)
                .toList();
    }

    @Test
    void anEmptyFolderIsNoSchema() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> convert(empty.toString(), folder.resolve("none.sql")))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INPUT))
                .hasMessageEndingWith("there is no SQL in this folder");
    }

    @Test
    void migrationsThatContradictThemselvesAreNoSchema() throws IOException {
        write("twice/V1__a.sql", "create table a (b int);");
        write("twice/V1__b.sql", "create table b (b int);");
        assertThatThrownBy(() -> convert(folder.resolve("twice").toString(), folder.resolve("none.sql")))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INPUT))
                .hasMessageContaining("V1__");
        assertThat(folder.resolve("none.sql")).doesNotExist();
    }

    @Test
    void aRunningDatabaseIsRead() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(LIBRARY);
            statement.execute("create role convert_reader login password 'between us'");
            statement.execute("grant usage on schema library to convert_reader");
            Path output = folder.resolve("live.mmd");
            String address = "host=127.0.0.1 port=" + database.server().port() + " user=convert_reader dbname="
                    + database.name();
            ConvertSchema.run(
                    new ConvertSchema.Request(
                            address,
                            output.toString(),
                            false,
                            FileReading.onServer(PostgresVersion.DEFAULT),
                            Map.of("PGPASSWORD", "between us")),
                    Progress.silent());
            assertThat(output).content().contains("erDiagram", "library.loan");
            assertThatThrownBy(() -> convert(address + " password=wrong", folder.resolve("none.sql")))
                    .isInstanceOfSatisfying(
                            PgwrightException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVER))
                    .hasMessageNotContaining("between us");
            statement.execute("drop owned by convert_reader; drop role convert_reader");
        }
        assertThat(folder.resolve("none.sql")).doesNotExist();
    }

    @Test
    void whatSomebodyWroteIsNotOverwritten() throws IOException {
        Path source = write("a.sql", "create table a (b int);");
        Path output = write("a.dbml", "Table mine { id int }\n");
        assertThatThrownBy(() -> convert(source.toString(), output))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.REFUSED));
        assertThat(output).hasContent("Table mine { id int }\n");
        ConvertSchema.run(
                new ConvertSchema.Request(
                        source.toString(),
                        output.toString(),
                        true,
                        FileReading.onServer(PostgresVersion.DEFAULT),
                        Map.of()),
                Progress.silent());
        assertThat(output).content().contains("Table a {");
        assertThat(convert(source.toString(), output).to()).isEqualTo(output.toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("a.sql", "a.dbml");
        }
    }

    @Test
    void aNewFileIsReadableAsOthersAreAndAnOldOneKeepsItsPermissions() throws IOException {
        Path source = write("a.sql", "create table a (b int);");
        Path fresh = folder.resolve("fresh.sql");
        convert(source.toString(), fresh);
        assertThat(Files.getPosixFilePermissions(fresh)).isEqualTo(Files.getPosixFilePermissions(source));
        Path shared = write("shared.sql", "-- old");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.sql"), shared);
        ConvertSchema.run(
                new ConvertSchema.Request(
                        source.toString(),
                        link.toString(),
                        true,
                        FileReading.onServer(PostgresVersion.DEFAULT),
                        Map.of()),
                Progress.silent());
        assertThat(link).isSymbolicLink();
        assertThat(shared).content().contains("CREATE TABLE public.a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rw-rw-r--");
    }

    static Stream<Arguments> wrongInput() {
        return Stream.of(
                Arguments.of("x.sql", "", ErrorCode.INPUT, "x.sql: nothing is created here"),
                Arguments.of(
                        "x.sql", "create tabel a ();", ErrorCode.INPUT, "x.sql:1:8: syntax error at or near \"tabel\""),
                Arguments.of(
                        "x.sql",
                        "create table a ();\ncreate table b (c int references d);",
                        ErrorCode.INPUT,
                        "x.sql:2:1: relation \"d\" does not exist"),
                Arguments.of("x.dbml", "", ErrorCode.INPUT, "x.dbml: the file describes nothing"),
                Arguments.of(
                        "x.dbml",
                        "Table a {\n  id int",
                        ErrorCode.INPUT,
                        "x.dbml:1:9: this block is not closed before the end of the file"),
                Arguments.of("x.json", "{", ErrorCode.INPUT, "x.json:1:2: this is not JSON: Unexpected end-of-input"),
                Arguments.of("x.txt", "", ErrorCode.INPUT, "x.txt: what is in this file cannot be told from its name"));
    }

    @ParameterizedTest
    @MethodSource("wrongInput")
    void wrongInputIsToldWithItsPlace(String name, String text, ErrorCode code, String message) throws IOException {
        Path source = write(name, text);
        Path output = folder.resolve("out.mmd");
        assertThatThrownBy(() -> convert(source.toString(), output))
                .isInstanceOfSatisfying(
                        PgwrightException.class,
                        wrong -> assertThat(wrong.code()).isEqualTo(code))
                .hasMessageStartingWith(folder + "/" + message);
        assertThat(output).doesNotExist();
    }

    @Test
    void aFileInLatin1IsNoUtf8() throws IOException {
        Path source = folder.resolve("latin.sql");
        Files.write(source, "create table café ();".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> convert(source.toString(), folder.resolve("out.sql")))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("the file is not UTF-8");
    }

    @Test
    void aServerThatIsDownIsNamed() {
        assertThatThrownBy(() -> convert("postgresql://localhost:1/shop", folder.resolve("out.sql")))
                .isInstanceOfSatisfying(
                        PgwrightException.class, down -> assertThat(down.code()).isEqualTo(ErrorCode.SERVER));
    }

    @Test
    void schemasAreColouredAreasOfThePicture() throws IOException {
        Path source = write(
                "two.sql",
                "create schema s; create table s.a (id int primary key);"
                        + " create table b (a_id int references s.a);");
        Path output = folder.resolve("two.svg");
        DrawSchema.Result result = DrawSchema.run(
                new DrawSchema.Request(
                        source.toString(),
                        output,
                        ErdOptions.Detail.COLUMNS,
                        null,
                        false,
                        FileReading.onServer(PostgresVersion.V15),
                        Map.of()),
                Progress.silent());
        assertThat(result.catalog().foreignKeys()).hasSize(1);
        assertThat(output).content().contains(">s</text>", ">public</text>");
    }

    @Test
    void aFocusDrawsATableAndItsNeighbours() throws IOException {
        Path source = write("chain.sql", """
                create table a (id int primary key);
                create table b (id int primary key, a_id int references a);
                create table c (id int primary key, b_id int references b);
                """);
        Path output = folder.resolve("near.svg");
        assertThat(draw(source, output, new DrawSchema.Focus("a", 1)).catalog().tables())
                .extracting(table -> table.name().name())
                .containsExactly("a", "b");
        assertThat(draw(source, folder.resolve("all.svg"), new DrawSchema.Focus("public.a", 2))
                        .catalog()
                        .tables())
                .hasSize(3);
        DrawSchema.Result alone = draw(source, folder.resolve("alone.svg"), new DrawSchema.Focus("b", 0));
        assertThat(alone.catalog().tables()).hasSize(1);
        assertThat(alone.relationships()).isZero();
        Path none = folder.resolve("none.svg");
        assertThatThrownBy(() -> draw(source, none, new DrawSchema.Focus("public.aa", 1)))
                .isInstanceOfSatisfying(PgwrightException.class, unknown -> {
                    assertThat(unknown.code()).isEqualTo(ErrorCode.USAGE);
                    assertThat(unknown.problems().get(0).hint()).isEqualTo("did you mean 'public.a'?");
                })
                .hasMessage("there is no table 'public.aa'");
        assertThat(none).doesNotExist();
    }

    private static DrawSchema.Result draw(Path source, Path to, DrawSchema.Focus focus) {
        return DrawSchema.run(
                new DrawSchema.Request(
                        source.toString(),
                        to,
                        ErdOptions.Detail.COLUMNS,
                        focus,
                        false,
                        FileReading.onServer(PostgresVersion.DEFAULT),
                        Map.of()),
                Progress.silent());
    }

    @Test
    void anEmptyDatabaseGetsTheSchema() throws IOException {
        Path source = write("shop.sql", """
                create type state as enum ('open', 'paid');
                create table customers (id bigint primary key, email text not null unique);
                create table orders (id bigint primary key, customer_id bigint references customers, state state);
                create view open_orders as select id from orders where state = 'open';
                """);
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            // as those who run a server often do
            database.execute("create extension pgcrypto");
            RecordedProgress recorded = new RecordedProgress();
            ConvertSchema.Result result = ConvertSchema.run(into(source, database), recorded);
            assertThat(result.format()).isEqualTo(ConvertSchema.Format.DATABASE);
            assertThat(recorded.notes).containsExactly("read back, extension pgcrypto: not expected");
            Catalog made = catalog(database);
            assertThat(made.tables()).hasSize(2);
            assertThat(made.views()).hasSize(1);
            assertThatThrownBy(() -> ConvertSchema.run(into(source, database), Progress.silent()))
                    .isInstanceOfSatisfying(PgwrightException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.REFUSED);
                        assertThat(refusal.getMessage())
                                .contains("the database is not empty: it has ")
                                .contains("table public.customers")
                                .endsWith(" more");
                    });
            assertThat(catalog(database)).isEqualTo(made);
        }
    }

    @Test
    void rolesThatTheSchemaNamesAreMadeWhereTheServerLacksThem() throws IOException {
        Path source = write(
                "r.sql",
                "create role convert_reader;\ncreate table c (d int);\n" + "grant select on c to convert_reader;\n");
        try (TestDatabase database = PostgresFixture.newDatabase(17)) {
            ConvertSchema.run(into(source, database), Progress.silent());
            try (Session session = Session.of(database.connect())) {
                assertThat(session.rows("select has_table_privilege('convert_reader', 'c', 'select')")
                                .single())
                        .isEqualTo("t");
                session.execute("drop owned by convert_reader; drop role convert_reader");
            }
        }
    }

    @Test
    void whatTheServerRefusesLeavesADatabaseEmpty() throws IOException {
        Path source = write("u.sql", "create table a (b int);\ncreate table c (d uuid default uuidv7());\n");
        try (TestDatabase database = PostgresFixture.newDatabase(17)) {
            assertThatThrownBy(() -> ConvertSchema.run(into(source, database), Progress.silent()))
                    .hasMessageContaining(
                            "function uuidv7() does not exist (SQLSTATE 42883), at: CREATE TABLE public.c");
            assertThat(catalog(database)).isEqualTo(Catalog.EMPTY);
        }
    }

    @Test
    void whatAnOlderServerDoesNotHaveLeavesADatabaseEmpty() throws IOException {
        Path newer = write("n.sql", "create table n (a int, b int generated always as (a + 1) virtual);\n");
        try (TestDatabase database = PostgresFixture.newDatabase(17)) {
            assertThatThrownBy(() -> ConvertSchema.run(into(newer, database), Progress.silent()))
                    .hasMessageContaining("needs PostgreSQL 18");
            assertThat(catalog(database)).isEqualTo(Catalog.EMPTY);
        }
    }

    private static Catalog catalog(TestDatabase database) {
        try (Session session = Session.of(database.connect())) {
            return CatalogReader.read(session);
        }
    }

    private static ConvertSchema.Request into(Path source, TestDatabase database) {
        return new ConvertSchema.Request(
                source.toString(), database.address(), false, FileReading.onServer(PostgresVersion.DEFAULT), Map.of());
    }

    private static ConvertSchema.Result convert(String from, Path to) {
        return ConvertSchema.run(
                new ConvertSchema.Request(
                        from, to.toString(), false, FileReading.onServer(PostgresVersion.DEFAULT), Map.of()),
                Progress.silent());
    }

    private Path write(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
