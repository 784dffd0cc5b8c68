package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pgwright migrate plan}, to the letter. */
class MigratePlanCommandTest {
    private static final String BEFORE = """
            create table customers (id bigint generated always as identity primary key, email text, phone text);
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null,
                state text,
                note text);
            create index orders_state on orders (state);
            create table logs (at timestamptz, line text);
            """;

    private static final String AFTER = """
            create table customers (id bigint generated always as identity primary key, email text not null unique);
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers,
                status text check (status <> ''),
                note text);
            create index orders_state on orders (status, customer_id);
            """;

    /** What the plan destroys. */
    private static final String[] ALLOWED = {
        "--allow-data-loss", "public.logs", "--allow-data-loss", "public.customers.phone"
    };

    @TempDir
    Path folder;

    private int plan(Screen screen, String... more) throws IOException {
        Path before = Files.writeString(folder.resolve("before.sql"), BEFORE);
        Path after = Files.writeString(folder.resolve("after.sql"), AFTER);
        String[] arguments = new String[8 + more.length];
        System.arraycopy(
                new String[] {
                    "migrate", "plan", "--from", before.toString(), "--to", after.toString(), "-o", output().toString()
                },
                0,
                arguments,
                0,
                8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return screen.run(arguments);
    }

    private static String[] allowedAnd(String... more) {
        return Stream.of(ALLOWED, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private Path output() {
        return folder.resolve("plan");
    }

    @Test
    void thePlanIsShownAndWrittenForPeopleAndPrograms() throws IOException {
        Path queries = Files.writeString(folder.resolve("queries.sql"), """
                select state from orders where id = $1;
                select phone
                from customers;
                select id from orders;
                select * from elsewhere;
                """);
        Screen screen = new Screen();
        int code = plan(screen, allowedAnd("--title", "Orders have a status", "--workload", queries.toString()));
        assertThat(code).as(screen.err()).isZero();
        Golden.assertMatches("migrate/plan.txt", screen.out().replace(folder.toString(), "FOLDER"));
        Golden.assertMatches("migrate/PLAN.md", Files.readString(output().resolve("PLAN.md")));
        Golden.assertMatches("migrate/plan.yaml", Files.readString(output().resolve("plan.yaml")));
        assertThat(output().resolve("from.json")).exists();
        assertThat(output().resolve("to.json")).exists();
    }

    @Test
    void theRunbookProposesTheHoursThatAreKnownToBeQuiet() throws IOException {
        StringBuilder load = new StringBuilder("at,transactions\n");
        for (int hour = 0; hour <= 24; hour++) {
            load.append(String.format(
                    Locale.ROOT,
                    "2026-11-%02d %02d:00:00+00,%d%n",
                    27 + hour / 24,
                    hour % 24,
                    Math.max(0, hour - 6) * 36_000));
        }
        Path hours = Files.writeString(folder.resolve("load.csv"), load);
        Screen screen = new Screen();
        assertThat(plan(screen, allowedAnd("--hourly-load", hours.toString())))
                .as(screen.err())
                .isZero();
        assertThat(Files.readString(output().resolve("PLAN.md")))
                .contains("- Proposed: `--window '")
                .contains("'`, with 0.0 transactions per second on average, against 7.5 over the day and 10.0 in its"
                        + " busiest hour (")
                .contains("load.csv, each hour seen on one day only).")
                .doesNotContain("Which hours are quiet is unknown");
    }

    @Test
    void dataIsDestroyedOnlyWhereThatIsAllowedByName() throws IOException {
        Screen screen = new Screen();
        assertThat(plan(screen, "--allow-data-loss", "public.logs")).isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(screen.err())
                .contains("public.customers.phone: the plan destroys all values of public.customers.phone")
                .contains("hint: if that is meant: --allow-data-loss public.customers.phone")
                .doesNotContain("public.logs:");
        assertThat(output()).doesNotExist();
    }

    @Test
    void whatIsAllowedMustBeLost() throws IOException {
        Screen screen = new Screen();
        int code = plan(screen, allowedAnd("--allow-data-loss", "public.customer.phone"));
        assertThat(code).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(screen.err())
                .contains("no data of public.customer.phone is lost by this plan")
                .contains("public.customers.phone");
    }

    @Test
    void whatMayBeARenameIsAsked() throws IOException {
        Path before = Files.writeString(folder.resolve("a.sql"), "create table t (id int primary key, x int);");
        Path after = Files.writeString(folder.resolve("b.sql"), "create table t (id int primary key, y int, z int);");
        Screen screen = new Screen();
        int code = screen.run(
                "migrate", "plan", "--from", before.toString(), "--to", after.toString(), "-o", output().toString());
        assertThat(code).isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(screen.err())
                .contains("column public.t.x: it may have become public.t.y or public.t.z, or it may be dropped")
                .contains("--rename public.t.x=public.t.y, or --allow-data-loss public.t.x");
        assertThat(output()).doesNotExist();
    }

    @Test
    void howValuesBecomeOthersIsAskedAndWrittenDown() throws IOException {
        String table = "create table orders (id int primary key, code %s);";
        Path before = Files.writeString(folder.resolve("a.sql"), table.formatted("text"));
        Path after = Files.writeString(folder.resolve("b.sql"), table.formatted("integer"));
        String[] plan = {
            "migrate", "plan", "--from", before.toString(), "--to", after.toString(), "-o", output().toString()
        };
        Screen asked = new Screen();
        assertThat(asked.run(plan)).isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(asked.err())
                .contains(
                        "column public.orders.code: nothing says how text becomes integer: PostgreSQL has no cast for it"
                                + " that it makes by itself")
                .contains("hint: say it: --convert 'public.orders.code=code::integer'");
        assertThat(output()).doesNotExist();
        Screen screen = new Screen();
        int code = screen.run(Stream.of(plan, new String[] {"--convert", "public.orders.code=code::integer"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
        assertThat(code).as(screen.err()).isZero();
        assertThat(Files.readString(output().resolve("PLAN.md")))
                .contains("nothing has been changed yet when it fails, and it names the rows")
                .contains(
                        "until the switch: a value that code writes and that does not become integer, or would not come"
                                + " back as it was, is stored as it is and none in the new column")
                .contains("deploy before it: all running code reads column public.orders.code in either type");
    }

    @Test
    void columnsThatBecomeOthersAreNotTakenForRenamed() throws IOException {
        Path before = Files.writeString(folder.resolve("a.sql"), "create table t (id int primary key, x text);");
        Path after = Files.writeString(folder.resolve("b.sql"), "create table t (id int primary key, y text, z text);");
        Screen screen = new Screen();
        int code = screen.run(
                "migrate",
                "plan",
                "--from",
                before.toString(),
                "--to",
                after.toString(),
                "-o",
                output().toString(),
                "--convert",
                "public.t.y=split_part(x, '-', 1)",
                "--convert",
                "public.t.z=split_part(x, '-', 2)",
                "--convert-back",
                "public.t.x=y || '-' || z");
        assertThat(code).as(screen.err()).isZero();
        assertThat(screen.out())
                .contains("expand column public.t.x by y, z")
                .contains("waits for a deployment: all running code says y, z in place of x of public.t")
                .contains("contract column public.t.x, which became y, z");
    }

    @Test
    void aConversionHasTwoSidesAndASchemaToLeadTo() throws IOException {
        Screen screen = new Screen();
        assertThat(plan(screen, "--convert", "public.orders.code")).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(screen.err())
                .contains("'public.orders.code' is no conversion")
                .contains("write it as --convert 'public.orders.code=code::integer'");
        Screen script = new Screen();
        int code = script.run("migrate", "plan", "--from", "a.sql", "--sql", "b.sql", "--convert", "public.a.b=c");
        assertThat(code).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(script.err()).contains("with --sql values become others as USING says");
    }

    @Test
    void aScriptDestroysRowsOnlyWhereThatIsAllowed() throws IOException {
        Path before = Files.writeString(folder.resolve("a.sql"), BEFORE);
        Path script = Files.writeString(folder.resolve("b.sql"), """
                delete from logs where at < '2020-01-01';
                update customers set phone = '';
                update orders set note = 'none' where note is null;
                """);
        String[] arguments = {
            "migrate", "plan", "--from", before.toString(), "--sql", script.toString(), "-o", output().toString()
        };
        Screen screen = new Screen();
        assertThat(screen.run(arguments)).isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(screen.err())
                .contains("public.logs: the plan destroys rows of public.logs (DELETE)")
                .contains("the plan destroys the old values of public.customers.phone")
                .contains("--allow-data-loss public.customers.phone")
                .doesNotContain("orders.note");
        assertThat(output()).doesNotExist();
        Screen allowed = new Screen();
        assertThat(allowed.run(Stream.of(arguments, ALLOWED).flatMap(Stream::of).toArray(String[]::new)))
                .isZero();
        assertThat(output().resolve("PLAN.md"))
                .content()
                .contains("- rows of public.logs (DELETE) (allowed)")
                .contains("There is a backup that was taken today");
    }

    private static final String SIZES = """
            {"pgwright": 1, "taken": "2026-01-01T00:00:00Z", "of": "x", "server": {"version": 180000, "role": "x"},
             "tables": [
              {"name": {"schema": "public", "name": "lines"}, "rows": 1, "bytes": 9000000000, "indexBytes": 1000},
              {"name": {"schema": "public", "name": "orders"}, "rows": 1, "bytes": 9000000000, "indexBytes": 1000}]}
            """;

    @Test
    void theRiskIsThatOfTheLongestWorkAndSaysWhatFails() throws IOException {
        Path facts = Files.writeString(folder.resolve("facts.json"), SIZES);
        Path queries = Files.writeString(folder.resolve("queries.sql"), "select n from orders where id = $1;");
        Screen screen = new Screen();
        int code = script(screen, """
                create table orders (id int primary key, n int);
                create table lines (order_id int references orders);
                """, """
                alter table orders alter column id type bigint;
                insert into orders values (1, 1);
                alter table orders rename column n to m;
                """, "--facts", facts.toString(), "--workload", queries.toString());
        assertThat(code).isZero();
        assertThat(output().resolve("PLAN.md"))
                .content()
                .contains("BLOCKS all use of public.orders while it writes every row anew")
                .contains("; 1 known query fails from here on |")
                .containsPattern("There is free disk space .*: [0-9.]+ [GM]B for files and")
                .contains("Nothing has to be undone.")
                .doesNotContain("Nothing leads back");
    }

    @Test
    void sizesFollowATableToItsNewName() throws IOException {
        Path facts = Files.writeString(folder.resolve("facts.json"), SIZES);
        String before = Files.writeString(folder.resolve("a.sql"), "create table orders (id int primary key, n int);")
                .toString();
        String after = Files.writeString(
                        folder.resolve("b.sql"),
                        "create table sales (id int primary key, n int); create index on sales (n);")
                .toString();
        Screen screen = new Screen();
        String[] arguments = {
            "migrate", "plan", "--from", before, "--to", after, "-o", output().toString(), "--facts", facts.toString()
        };
        assertThat(screen.run(arguments)).isZero();
        assertThat(output().resolve("PLAN.md"))
                .content()
                .contains("builds an index over every row of public.sales; reads and writes go on, about ")
                .doesNotContain("How large are the tables?");
    }

    @Test
    void aTableThatMayHaveAnotherNameAlongWithItsColumnsIsAsked() throws IOException {
        Path before = Files.writeString(
                folder.resolve("a.sql"), "create table customers (id int primary key, mail text, name text);");
        Path after = Files.writeString(
                folder.resolve("b.sql"), "create table clients (id int primary key, email text, name text);");
        Screen screen = new Screen();
        assertThat(screen.run("migrate", "plan", "--from", before.toString(), "--to", after.toString()))
                .isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(screen.err())
                .contains("it may have become public.clients")
                .contains("--rename public.customers=public.clients, or --allow-data-loss public.customers");
    }

    private int script(Screen screen, String before, String script, String... more) throws IOException {
        String from = Files.writeString(folder.resolve("a.sql"), before).toString();
        String sql = Files.writeString(folder.resolve("b.sql"), script).toString();
        String[] arguments = {"migrate", "plan", "--from", from, "--sql", sql, "-o", output().toString(), "--force"};
        return screen.run(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
    }

    @Test
    void aScriptThatOnlyChangesTheSchemaIsDoneInPhases() throws IOException {
        String before = """
                create table t (id int primary key, n int, gone int);
                create view v as select id, n from t;
                """;
        Screen screen = new Screen();
        int code = script(screen, before, """
                drop view v;
                alter table t alter column n type bigint;
                alter table t rename column n to amount;
                alter table t drop column gone;
                alter table t add column come int;
                create view v as select id, amount as n from t;
                """, "--allow-data-loss", "public.t.gone");
        assertThat(code).isZero();
        assertThat(screen.out())
                .contains("> column public.t.n becomes amount (given)")
                .contains("expand column public.t.n by amount")
                .contains("expand column public.t.amount by one of type bigint")
                .contains("drop column public.t.gone")
                .contains("create column public.t.come")
                .doesNotContain("BLOCKS");
        Screen atOnce = new Screen();
        assertThat(script(
                        atOnce,
                        before,
                        "alter table t rename n to amount; create index on t (gone);",
                        "--renames-at-once"))
                .isZero();
        assertThat(atOnce.out()).contains("rename n to amount").doesNotContain("expand");
    }

    @Test
    void usingSaysHowValuesBecomeOthersInPhases() throws IOException {
        String before = "create table t (id int primary key, code text);";
        String using = "alter table t alter column code type int using code::int;";
        Screen screen = new Screen();
        assertThat(script(screen, before, using)).isZero();
        assertThat(screen.out()).contains("expand column public.t.code").doesNotContain("BLOCKS");
        assertThat(output().resolve("plan.yaml")).content().contains("(code)::integer");
    }

    @Test
    void aScriptThatChangesRowsAsWellIsRunAsWrittenAndSaysWhatItCosts() throws IOException {
        Screen screen = new Screen();
        int code = script(screen, "create table t (id int primary key, n int);", """
                alter table t alter column n type bigint;
                update t set n = 0 where n is null;
                """);
        assertThat(code).isZero();
        assertThat(screen.out()).contains("BLOCKS all use of public.t");
        assertThat(output().resolve("PLAN.md"))
                .content()
                .contains("planned with --to the schema behind it, it is done in phases");
    }

    @Test
    void aViewOnTheColumnOfAScriptHasAWayOut() throws IOException {
        Screen screen = new Screen();
        int code = script(
                screen,
                "create table t (id int primary key, n int); create view v as select n from t;",
                "alter table t alter column n type bigint;");
        assertThat(code).isEqualTo(ErrorCode.INPUT.exitCode());
        assertThat(screen.err())
                .contains("b.sql:1:1")
                .contains("cannot alter type of a column used by a view or rule")
                .contains("or give the schema as it is to be with --to");
    }

    @Test
    void aPlanIsRehearsedAndSaysGo() throws IOException {
        plan(new Screen(), ALLOWED);
        Screen screen = new Screen();
        int code = screen.run(
                "migrate",
                "rehearse",
                output().toString(),
                "--rows",
                "1000",
                "--clients",
                "2",
                "--longest-wait",
                "20000");
        assertThat(screen.out())
                .contains(" 1 expand column public.orders.state by status (1 of 3)")
                .contains("of WAL");
        assertThat(code).as(screen.out() + screen.err()).isIn(0, ErrorCode.CHECK_FAILED.exitCode());
        assertThat(screen.out()).containsAnyOf("GO: the plan and its way back ran", "contains null values");
    }

    @Test
    void theStepsAreTheNextMigrationsOfATool() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__shop.sql"), BEFORE);
        Screen screen = new Screen();
        int code = plan(screen, allowedAnd("--renames-at-once", "--migrations", migrations.toString()));
        assertThat(code).as(screen.err()).isZero();
        assertThat(screen.out()).contains("files of migrations, from " + migrations.resolve("V2__rename_column"));
        assertThat(migrations.resolve("V2__rename_column_public_orders_state_to_status.sql"))
                .hasContent(
                        "-- Not before this is so everywhere: code that says the old name fails from here on, code that"
                                + " says the new one did until here; deploy the change at the same moment\n"
                                + "SET LOCAL lock_timeout = '2s';\n"
                                + "ALTER TABLE public.orders RENAME COLUMN state TO status;");
    }

    @Test
    void aNewFolderIsWrittenForTheToolThatIsNamed() throws IOException {
        Path migrations = folder.resolve("db").resolve("changelog");
        Screen screen = new Screen();
        int code = plan(
                screen,
                allowedAnd("--renames-at-once", "--migrations", migrations.toString(), "--layout", "liquibase"));
        assertThat(code).as(screen.err()).isZero();
        assertThat(migrations.resolve("changelog.sql")).content().startsWith("""
                        --liquibase formatted sql

                        --changeset pgwright:rename_column_public_orders_state_to_status splitStatements:false
                        -- Not before this is so everywhere: code that says the old name fails from here on, \
                        code that says the new one did until here; deploy the change at the same moment
                        SET LOCAL lock_timeout = '2s';
                        ALTER TABLE public.orders RENAME COLUMN state TO status;
                        --rollback\s""");
        Screen other = new Screen();
        assertThat(plan(other, allowedAnd("--layout", "flyway"))).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(other.err()).contains("--layout says how files are written, but not where");
        Screen third = new Screen();
        assertThat(plan(third, allowedAnd("--migrations", migrations.toString(), "--layout", "flywey")))
                .isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(third.err()).contains("--layout does not know 'flywey'", "flyway");
    }

    @Test
    void stepsComeOnlyBehindMigrationsThatTheDatabaseHas() throws IOException, SQLException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__shop.sql"), "create table shop (id int primary key);");
        Files.writeString(migrations.resolve("V2__name.sql"), "alter table shop add name text;");
        Path after = Files.writeString(
                folder.resolve("after.sql"),
                "create table shop (id int primary key, name text, city text); create table stock (id int);");
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table shop (id int primary key); grant select on shop to pg_monitor;"
                    + " alter default privileges in schema public grant select on tables to pg_monitor;"
                    + " grant create on database " + database.name() + " to pg_monitor;"
                    + " comment on database " + database.name() + " is 'the shop';"
                    + " alter database " + database.name() + " set work_mem = '8MB'");
            statement.execute("create table flyway_schema_history (installed_rank int, version text, description text,"
                    + " type text, checksum int, success boolean)");
            statement.execute("insert into flyway_schema_history values (1, '1', 'shop', 'SQL', null, true)");
            String[] arguments = {
                "migrate",
                "plan",
                "--from",
                database.address(),
                "--to",
                after.toString(),
                "-o",
                output().toString(),
                "--migrations",
                migrations.toString()
            };
            Screen screen = new Screen();
            assertThat(screen.run(arguments)).isEqualTo(ErrorCode.REFUSED.exitCode());
            assertThat(screen.err())
                    .contains(
                            "V2__name.sql",
                            "by public.flyway_schema_history it has not been run on",
                            "plan from the folder: --from " + migrations);
            assertThat(output()).doesNotExist();
            statement.execute("alter table shop add name text");
            statement.execute("insert into flyway_schema_history values (2, '2', 'name', 'SQL', null, true)");
            Screen second = new Screen();
            assertThat(second.run(arguments)).as(second.err()).isZero();
            assertThat(second.out()).contains("2 files of migrations, from " + migrations.resolve("V3__"));
        }
    }

    @Test
    void whatWasEditedIsNotRehearsed() throws IOException {
        plan(new Screen(), ALLOWED);
        Path file = output().resolve("plan.yaml");
        Files.writeString(file, Files.readString(file).replace("NOT VALID", ""));
        Screen screen = new Screen();
        assertThat(screen.run("migrate", "rehearse", output().toString())).isEqualTo(ErrorCode.INPUT.exitCode());
        assertThat(screen.err()).contains("plan.yaml:1:1: the plan was edited after it was made");
    }

    @Test
    void theSameSchemaNeedsNoSteps() throws IOException {
        Path same = Files.writeString(folder.resolve("same.sql"), BEFORE);
        Screen screen = new Screen();
        assertThat(screen.run(
                        "migrate",
                        "plan",
                        "--from",
                        same.toString(),
                        "--to",
                        same.toString(),
                        "-o",
                        output().toString()))
                .isZero();
        assertThat(screen.out()).startsWith("Nothing is to be done: the schemas are the same.");
    }

    @Test
    void anEmptyFileIsASchemaWithNothingInIt() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.sql"), "\n");
        Path after = Files.writeString(folder.resolve("after.sql"), "create table t (id int primary key);");
        Screen screen = new Screen();
        int code = screen.run(
                "migrate", "plan", "--from", empty.toString(), "--to", after.toString(), "-o", output().toString());
        assertThat(code).as(screen.err()).isZero();
        assertThat(screen.out()).contains("create table public.t").contains("Tried on PostgreSQL");
    }

    @Test
    void aPlanThatWasEditedIsNotWrittenOver() throws IOException {
        Screen screen = new Screen();
        assertThat(plan(screen, ALLOWED)).isZero();
        Files.writeString(output().resolve("PLAN.md"), "my own notes");
        assertThat(plan(screen, ALLOWED)).isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(output().resolve("PLAN.md")).hasContent("my own notes");
    }

    @Test
    void migrateAloneSaysWhatMayFollow() {
        Screen screen = new Screen();
        assertThat(screen.run("migrate")).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(screen.err()).contains("'migrate' needs another word").contains("migrate plan");
        Screen help = new Screen();
        assertThat(help.run("migrate", "--help")).isZero();
        assertThat(help.out())
                .startsWith("Usage: pgwright migrate COMMAND [ARGUMENTS]\n\n  migrate plan ")
                .endsWith("'pgwright migrate COMMAND --help' shows the options and examples of a command.\n")
                .doesNotContain("convert");
        Screen wrong = new Screen();
        assertThat(wrong.run("migrate", "paln", "--from", "x")).isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(wrong.err()).contains("unknown command 'migrate paln'").contains("did you mean 'migrate plan'?");
    }

    @Test
    void whatIsNoPlanIsNotRehearsed() throws IOException {
        Path sql = Files.writeString(folder.resolve("a.sql"), BEFORE);
        Screen screen = new Screen();
        assertThat(screen.run("migrate", "rehearse", sql.toString())).isEqualTo(ErrorCode.INPUT.exitCode());
        assertThat(screen.err())
                .contains("there is no plan here")
                .contains("name the folder that 'pgwright migrate plan' wrote");
    }

    @Test
    void aFolderWithoutMigrationsIsRefusedBeforeAnyWork() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("none"));
        Screen screen = new Screen();
        assertThat(plan(screen, "--migrations", migrations.toString())).isEqualTo(ErrorCode.REFUSED.exitCode());
        assertThat(screen.err()).contains("there is no migration here that shows how files are named");
        assertThat(output()).doesNotExist();
        Screen other = new Screen();
        assertThat(plan(other, "--migrations", folder.resolve("nowhere").toString()))
                .isEqualTo(ErrorCode.INPUT.exitCode());
        assertThat(other.err()).contains("there is no such folder");
    }
}
