package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A plan is applied, watched, taken back and forgotten by commands. */
class MigrateApplyCommandTest {
    private static final String BEFORE = """
            create table customers (id bigint generated always as identity primary key, email text);
            create table orders (id bigint generated always as identity primary key, customer_id bigint not null);
            """;

    private static final String AFTER = """
            create table customers (id bigint generated always as identity primary key, email text, note text);
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers);
            create index orders_customer on orders (customer_id);
            """;

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d [0-9:.+]+");

    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(BEFORE);

    @TempDir
    Path folder;

    private String plan() throws IOException {
        Path before = Files.writeString(folder.resolve("before.sql"), BEFORE);
        Path after = Files.writeString(folder.resolve("after.sql"), AFTER);
        String plan = folder.resolve("plan").toString();
        assertThat(new Screen()
                        .run("migrate", "plan", "--from", before.toString(), "--to", after.toString(), "-o", plan))
                .isZero();
        return plan;
    }

    private static Screen screen(int exitCode, String... arguments) {
        Screen screen = new Screen();
        assertThat(screen.run(arguments)).as(screen.err()).isEqualTo(exitCode);
        return screen;
    }

    @Test
    void aPlanIsAppliedWatchedTakenBackAndForgotten() throws IOException {
        TestDatabase database = POSTGRES.database();
        String plan = plan();
        String url = database.address();
        assertThat(screen(0, "migrate", "status", "--db", url).out())
                .isEqualTo("No plan was applied to this database by pgwright.\n");
        assertThat(screen(0, "migrate", "apply", plan, "--db", url, "--dry-run").out())
                .contains("  2  create index public.orders_customer (outside of a transaction)")
                .contains("     DROP INDEX CONCURRENTLY IF EXISTS public.orders_customer;\n"
                        + "     CREATE INDEX CONCURRENTLY orders_customer ON public.orders")
                .endsWith("4 steps to run; nothing was changed\n");
        assertThat(screen(ErrorCode.USAGE.exitCode(), "migrate", "apply", plan, "--db", url, "--deployed", "5")
                        .err())
                .contains("the plan has no step 5, for which --deployed speaks\n  hint: it has 4 steps\n");
        assertThat(screen(ErrorCode.USAGE.exitCode(), "migrate", "apply", plan, "--db", url, "--deployed", "some")
                        .err())
                .contains("'some' is no step for --deployed\n  hint: give the number of a step of the plan, or all\n");
        Screen stopped = screen(ErrorCode.STOPPED.exitCode(), "migrate", "apply", plan, "--db", url);
        assertThat(stopped.err())
                .contains("✓ 2 of 4: create index public.orders_customer")
                .contains("waits for a deployment: no running code may write rows that break foreign key"
                        + " public.orders.orders_customer_id_fkey")
                .contains("go on with 'pgwright migrate apply' --deployed 3");
        Screen applied = screen(0, "migrate", "apply", plan, "--db", url, "--deployed", "all");
        assertThat(applied.out()).isEqualTo("Applied: 2 steps, and the schema is the one wanted.\n");
        String status = screen(0, "migrate", "status", "--db", url).out();
        assertThat(TIME.matcher(status).replaceAll("TIME").replaceAll("\\([0-9a-f]{12}\\)", "(ID)"))
                .isEqualTo("""
                        Plan    Migration (ID), apply
                        State   done, 4 of 4 steps done
                        Begun   TIME by postgres
                        Ended   TIME

                          done      1  create column public.customers.note
                          done      2  create index public.orders_customer
                          done      3  create foreign key public.orders.orders_customer_id_fkey (1 of 2)
                          done      4  create foreign key public.orders.orders_customer_id_fkey (2 of 2)
                        """);
        assertThat(screen(0, "migrate", "status", "--db", url, "--format", "json")
                        .out())
                .contains("\"state\" : \"done\"", "\"transaction\" : false", "\"statementsDone\" : 2");
        assertThat(screen(ErrorCode.REFUSED.exitCode(), "migrate", "pause", "--db", url)
                        .err())
                .isEqualTo("error: no plan is under way here\n");
        assertThat(screen(ErrorCode.REFUSED.exitCode(), "migrate", "rollback", plan, "--db", url)
                        .err())
                .contains("public.customers.note: the way back loses all values of public.customers.note")
                .contains("hint: if that is meant: --allow-data-loss public.customers.note");
        assertThat(screen(0, "migrate", "rollback", plan, "--db", url, "--dry-run")
                        .out())
                .startsWith("loses: all values of public.customers.note; to allow it: --allow-data-loss"
                        + " public.customers.note\n");
        assertThat(screen(0, "migrate", "rollback", plan, "--db", url, "--allow-data-loss", "public.customers.note")
                        .out())
                .startsWith("Taken back: ");
        assertThat(screen(0, "migrate", "uninstall", "--db", url).out())
                .isEqualTo("The account of migrations is removed.\n");
    }

    @Test
    void whatEndsARunIsToldWithHowToGoOn() throws IOException {
        TestDatabase database = POSTGRES.database();
        database.execute("insert into orders (customer_id) values (4711)");
        String plan = plan();
        String url = database.address();
        assertThat(screen(ErrorCode.STOPPED.exitCode(), "migrate", "apply", plan, "--db", url, "--deployed", "all")
                        .err())
                .contains("rows are in its way: (1,4711); nothing of the step was done")
                .contains("go on with 'pgwright migrate apply'");
        assertThat(screen(0, "migrate", "status", "--db", url).out())
                .contains("State   stopped, to be continued, 2 of 4 steps done");
        assertThat(screen(0, "migrate", "abort", "--db", url).out()).endsWith("ends behind its step.\n");
        assertThat(screen(ErrorCode.REFUSED.exitCode(), "migrate", "apply", plan, "--db", url)
                        .err())
                .contains("the plan was aborted by command");
        screen(0, "migrate", "resume", "--db", url);
        try (Session session = Session.of(database.connect())) {
            session.execute("delete from orders");
        }
        assertThat(screen(0, "migrate", "apply", plan, "--db", url, "--deployed", "all")
                        .out())
                .startsWith("Applied: 2 steps,");
    }

    @Test
    void aSignalStopsItWithNothingHalfDone() throws IOException, InterruptedException {
        TestDatabase database = POSTGRES.database();
        String plan = plan();
        Path told = folder.resolve("told.txt");
        try (Session holder = Session.of(database.connect());
                Session looker = Session.of(database.connect())) {
            holder.execute("BEGIN");
            holder.execute("LOCK TABLE customers IN ACCESS SHARE MODE");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "migrate",
                            "apply",
                            plan,
                            "--db",
                            database.address(),
                            "--lock-timeout",
                            "1min")
                    .redirectError(told.toFile())
                    .start();
            String waiting =
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'ALTER%'";
            while (looker.rows(waiting).single().equals("0") && process.isAlive()) {
                Thread.sleep(50);
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(told)).isEqualTo(ErrorCode.STOPPED.exitCode());
            assertThat(Files.readString(told))
                    .contains("stops where nothing is half done")
                    .contains("error: stopped; what was done stays\n  hint: go on with 'pgwright migrate apply'");
            holder.execute("ROLLBACK");
        }
        assertThat(screen(0, "migrate", "apply", plan, "--db", database.address(), "--deployed", "all")
                        .out())
                .startsWith("Applied: 4 steps,");
    }

    @Test
    void aFleetGetsThePlanInWaves() throws IOException {
        String plan = plan();
        Path fleet = Files.writeString(
                folder.resolve("fleet.yaml"),
                "targets:\n  - {name: eu, db: \"" + POSTGRES.database().address() + "\"}\n  - {name: us, db: \""
                        + POSTGRES.database().address().replace("dbname=", "dbname=no_") + "\"}\n");
        Screen looked = screen(
                ErrorCode.SERVER.exitCode(), "migrate", "apply", plan, "--targets", fleet.toString(), "--dry-run");
        assertThat(looked.out())
                .startsWith("0 of 2 targets as the plan ends\n  not begun   eu: 4 steps to run\n  failed      us: ");
        Screen screen = screen(
                ErrorCode.STOPPED.exitCode(),
                "migrate",
                "apply",
                plan,
                "--targets",
                fleet.toString(),
                "--deployed",
                "all");
        assertThat(screen.out())
                .startsWith("1 of 2 targets as the plan ends\n  applied     eu\n  failed      us: ")
                .endsWith("Mend the cause; the same command goes on with what is left.\n");
        assertThat(screen.err()).contains("Wave 1 of 2: eu", "Wave 2 of 2: us");
        assertThat(screen(2, "migrate", "apply", plan).err())
                .isEqualTo("error: no database is named\n"
                        + "  hint: name one with --db, or the file of a fleet with --targets\n");
    }

    @Test
    void schemasOfADatabaseAreAFleet() throws IOException {
        TestDatabase database = POSTGRES.database();
        String url = database.address();
        for (String tenant : List.of("tenant_1", "tenant_2")) {
            database.execute("create schema " + tenant + "; set search_path = " + tenant + ";" + BEFORE);
        }
        String plan = folder.resolve("plan").toString();
        Path after = Files.writeString(
                folder.resolve("after.sql"), "create schema tenant_1; set search_path = tenant_1;" + AFTER);
        screen(0, "migrate", "plan", "--from", url, "--schema", "tenant_1", "--to", after.toString(), "-o", plan);
        Path fleet = Files.writeString(
                folder.resolve("fleet.yaml"), "targets:\n  - {name: shop, db: \"" + url + "\", schema: tenant_*}\n");
        String targets = fleet.toString();
        assertThat(screen(0, "migrate", "apply", plan, "--targets", targets, "--dry-run")
                        .out())
                .contains("  not begun   shop schema tenant_2: 4 steps to run\n");
        Screen applied = screen(0, "migrate", "apply", plan, "--targets", targets, "--deployed", "all");
        assertThat(applied.out())
                .isEqualTo("2 of 2 targets as the plan ends\n  applied     shop schema tenant_1\n"
                        + "  applied     shop schema tenant_2\n");
        assertThat(applied.err()).contains("Wave 1 of 2: shop schema tenant_1", "Wave 2 of 2: shop schema tenant_2");
        String status = screen(0, "migrate", "status", "--db", url).out();
        assertThat(status.replaceAll("\\([0-9a-f]{12}\\)", "(ID)"))
                .isEqualTo("Schema  tenant_1: Migration (ID), apply done\n"
                        + "Schema  tenant_2: Migration (ID), apply done\n");
        assertThat(screen(0, "migrate", "status", "--db", url, "--schema", "tenant_2")
                        .out())
                .contains("State   done, 4 of 4 steps done", "create index tenant_2.orders_customer");
        screen(
                0,
                "migrate",
                "rollback",
                plan,
                "--db",
                url,
                "--schema",
                "tenant_2",
                "--allow-data-loss",
                "tenant_2.customers.note");
        assertThat(screen(0, "migrate", "status", "--db", url, "--format", "json")
                        .out())
                .contains("\"run\" : null", "\"schema\" : \"tenant_2\"", "\"direction\" : \"rollback\"");
        assertThat(screen(2, "migrate", "apply", plan, "--targets", targets, "--schema", "tenant_1")
                        .err())
                .contains("--schema and --targets exclude each other");
    }

    @Test
    void aFleetOfWhichNothingIsBegunEndsAsItsFirstDatabase() throws IOException {
        Path fleet = Files.writeString(
                folder.resolve("fleet.yaml"),
                "targets:\n  - {name: us, db: \""
                        + POSTGRES.database().address().replace("dbname=", "dbname=no_") + "\"}\n");
        screen(ErrorCode.SERVER.exitCode(), "migrate", "apply", plan(), "--targets", fleet.toString());
    }

    @Test
    void theFilesOfAProjectFollowTheDatabase() throws IOException {
        String plan = plan();
        String url = POSTGRES.database().address();
        Path project = Files.createDirectory(folder.resolve("project"));
        assertThat(refreshed(3, plan, url, project).err())
                .contains("there is neither schema.dbml nor ARCHITECTURE.md here");
        Path dbml = Files.writeString(project.resolve("schema.dbml"), """
                Table customers {
                  id bigint [pk, increment]
                }
                Table gone {
                  id bigint
                }
                TableGroup people [color: #3498db] {
                  customers
                  gone
                }
                """);
        Path architecture = Files.writeString(project.resolve("ARCHITECTURE.md"), "# Shop\n");
        Screen applied = refreshed(0, plan, url, project);
        assertThat(applied.out())
                .startsWith("Refreshed: " + dbml + "\nRefreshed: " + architecture + "\nApplied: 4 steps");
        assertThat(dbml)
                .content()
                .contains("\"note\" text", "TableGroup people [color: #3498db] {\n  customers\n}")
                .doesNotContain("gone");
        assertThat(architecture)
                .content()
                .startsWith("# Shop\n\n## Migrations\n\n### Migration (")
                .contains("Applied in 4 steps as plan `", "- create column public.customers.note\n");
        String once = Files.readString(architecture);
        assertThat(refreshed(0, plan, url, project).out()).startsWith("Applied: 0 steps");
        assertThat(architecture).hasContent(once);
    }

    private static Screen refreshed(int exitCode, String plan, String url, Path project) {
        return screen(
                exitCode, "migrate", "apply", plan, "--db", url, "--deployed", "all", "--project", project.toString());
    }

    @Test
    void anEditedPlanAndAWrongTimeAreRefused() throws IOException {
        String url = POSTGRES.database().address();
        Path file = Path.of(plan()).resolve("plan.yaml");
        assertThat(screen(2, "migrate", "apply", file.toString(), "--db", url, "--lock-timeout", "2")
                        .err())
                .isEqualTo("error: '2' is no time for --lock-timeout\n  hint: write it as 500ms, 2s, 10min or 1h\n");
        Files.writeString(file, Files.readString(file).replace("NOT VALID", ""));
        assertThat(screen(3, "migrate", "apply", file.toString(), "--db", url).err())
                .contains("the plan was edited after it was made");
    }
}
