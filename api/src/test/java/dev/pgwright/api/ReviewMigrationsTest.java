package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.migrate.rehearse.MigrationTrace;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.render.report.TraceReport;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.config.Configuration;
import dev.pgwright.review.config.CustomRules;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewMigrationsTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "migrations");

    private static Map<String, String> environment = Map.of();

    @TempDir
    private Path folder = Path.of("");

    private static ReviewMigrations.Request request(
            List<Path> paths,
            @Nullable String database,
            @Nullable Path facts,
            @Nullable Path baseline,
            CustomRules own) {
        return new ReviewMigrations.Request(
                paths,
                null,
                PostgresVersion.DEFAULT,
                Map.of(),
                List.of(),
                database,
                facts,
                List.of(),
                null,
                baseline,
                own,
                environment);
    }

    private static ReviewMigrations.Request request(
            List<Path> paths, @Nullable Framework framework, Configuration configuration) {
        return new ReviewMigrations.Request(
                paths,
                framework,
                PostgresVersion.DEFAULT,
                configuration.rules(),
                configuration.overrides(),
                null,
                null,
                List.of(),
                null,
                null,
                CustomRules.NONE,
                Map.of());
    }

    private static ReviewMigrations.Result review(Path... paths) {
        return ReviewMigrations.run(request(List.of(paths), null, null, null, CustomRules.NONE), Progress.silent());
    }

    private static List<String> errors(ReviewMigrations.Result result) {
        return result.outcome().result().findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule().id())
                .toList();
    }

    private Path copyOfExample() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("migrations"));
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void unsafeMigrationIsFoundAndSafeOnesAreNot() {
        ReviewMigrations.Result result = review(EXAMPLE);
        assertThat(errors(result))
                .contains("add-check-without-not-valid", "create-index-not-concurrently", "unbatched-data-change");
        assertThat(result.outcome().result().findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .allMatch(finding -> finding.source().name().endsWith("V2__delivery.sql"));
        assertThat(result.outcome().result().files()).isEqualTo(3);
    }

    @Test
    void fileIsJudgedAgainstItsNeighboursAndReportedAlone() {
        ReviewMigrations.Result result = review(EXAMPLE.resolve("V3__delivery_safe.sql"));
        assertThat(result.outcome().result().files()).isEqualTo(1);
        assertThat(result.history().migrations()).hasSize(3);
        assertThat(errors(result)).isEmpty();
    }

    @Test
    void fileBesideMigrationsThatIsNoneOfThemIsReviewedByItself() throws IOException {
        Path copy = copyOfExample();
        Path notes = Files.writeString(copy.resolve("notes.sql"), "alter table orders add column x int;\nselec 1;\n");
        ReviewMigrations.Result result = review(notes);
        assertThat(result.outcome().result().files()).isEqualTo(1);
        assertThat(errors(result)).containsExactly("syntax-error");
        Path above = Files.writeString(folder.resolve("above.sql"), "drop table orders;\n");
        assertThat(errors(review(above))).containsExactly("drop-table");
    }

    @Test
    void setLocalInAPlainFileMeansThatItsRunnerBeginsATransaction() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Files.writeString(plain.resolve("1.sql"), "create table pets (id bigint primary key, kind text not null);\n");
        Files.writeString(
                plain.resolve("2.sql"), "set local lock_timeout = '2s';\nalter table pets add column name text;\n");
        Files.writeString(plain.resolve("3.sql"), "alter table pets add column age int;\n");
        assertThat(review(plain).outcome().result().findings())
                .filteredOn(finding -> finding.severity() != Severity.ADVICE)
                .extracting(finding -> finding.rule().id() + " "
                        + Path.of(finding.source().name()).getFileName())
                .containsExactly("lock-timeout-missing 3.sql");
    }

    @Test
    void fixedMigrationsHaveNoErrorsThatCanBeMended() throws IOException {
        Path copy = copyOfExample();
        FixMigrations.Result fixed =
                FixMigrations.run(request(List.of(copy), null, null, null, CustomRules.NONE), true, Progress.silent());
        assertThat(fixed.changes()).isNotEmpty();
        assertThat(errors(review(copy)))
                .doesNotContain(
                        "add-check-without-not-valid", "create-index-not-concurrently", "unbatched-data-change");
        assertThat(FixMigrations.run(
                                request(List.of(copy), null, null, null, CustomRules.NONE), false, Progress.silent())
                        .changes())
                .isEmpty();
    }

    @Test
    void dryRunWritesNothing() throws IOException {
        Path copy = copyOfExample();
        String before = Files.readString(copy.resolve("V2__delivery.sql"));
        FixMigrations.Result shown =
                FixMigrations.run(request(List.of(copy), null, null, null, CustomRules.NONE), false, Progress.silent());
        assertThat(shown.changes()).isNotEmpty();
        assertThat(Files.readString(copy.resolve("V2__delivery.sql"))).isEqualTo(before);
        try (Stream<Path> files = Files.list(copy)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void whatIsLeftStandsInTheFileThatThereIsNow() throws IOException {
        Files.writeString(folder.resolve("V1__base.sql"), """
                create table orders (id bigint primary key, note text);
                create table carts (id bigint primary key, order_id bigint);
                """);
        Files.writeString(folder.resolve("V2__more.sql"), """
                create index orders_note on orders (note);
                insert into carts (id, order_id) select id, id from orders;
                """);
        FixMigrations.Result fixed = FixMigrations.run(
                request(List.of(folder), null, null, null, CustomRules.NONE), true, Progress.silent());
        assertThat(fixed.left())
                .singleElement()
                .satisfies(left -> assertThat(left)
                        .contains(":1:", ": unbatched-data-change: ")
                        .doesNotContain("V2__more.sql"));
        String file = fixed.left().get(0).substring(0, fixed.left().get(0).indexOf(":1:"));
        assertThat(Files.readString(Path.of(file))).startsWith("insert into carts");
    }

    @Test
    void baselineHidesWhatWasKnownAndNothingElse() throws IOException {
        Path copy = copyOfExample();
        Path baseline = folder.resolve("baseline.json");
        OutputFile.replace(baseline, review(copy).baseline().text());
        Files.writeString(copy.resolve("V4__more.sql"), "alter table orders drop column total;\n");
        ReviewMigrations.Result result =
                ReviewMigrations.run(request(List.of(copy), null, null, baseline, CustomRules.NONE), Progress.silent());
        assertThat(result.outcome().hidden()).isNotEmpty();
        assertThat(result.outcome().result().findings())
                .isNotEmpty()
                .allMatch(finding -> finding.source().name().endsWith("V4__more.sql"));
    }

    @Test
    void databaseTellsSizesAndWhatIsPending() throws IOException {
        Path copy = copyOfExample();
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(Files.readString(copy.resolve("V1__orders.sql")));
            database.execute("""
                    insert into customers (email, name) select i || '@example.com', 'n' from generate_series(1, 50) i;
                    insert into orders (customer_id, total) select 1 + i % 50, i from generate_series(1, 30000) i;
                    analyze;
                    create table flyway_schema_history (installed_rank int primary key, version text, description text,
                        type text, script text, checksum int, installed_by text, installed_on timestamp,
                        execution_time int, success boolean);
                    insert into flyway_schema_history values
                        (1, '1', 'orders', 'SQL', 'V1__orders.sql', null, 'x', now(), 1, true)
                    """);
            environment = database.server().libpqEnvironment(database.name());
            ReviewMigrations.Result result = ReviewMigrations.run(
                    request(List.of(copy), database.server().uri(database.name()), null, null, CustomRules.NONE),
                    Progress.silent());
            assertThat(result.history().migrations()).hasSize(2);
            assertThat(result.outcome().result().findings())
                    .extracting(ReviewFinding::cost)
                    .anyMatch(cost -> cost != null && cost.contains("30 k rows"));
            Path facts = folder.resolve("facts.json");
            SaveFacts.run(database.server().uri(database.name()), facts, environment, Progress.silent());
            ReviewMigrations.Result offline = ReviewMigrations.run(
                    request(List.of(copy), null, facts, null, CustomRules.NONE), Progress.silent());
            assertThat(offline.outcome().result().findings())
                    .extracting(ReviewFinding::cost)
                    .anyMatch(cost -> cost != null && cost.contains("30 k rows"));
        }
    }

    @Test
    void databaseAloneIsJudgedByItsObjects() throws IOException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("""
                    create schema shop;
                    create table shop.parcels (code char(8) primary key, line text);
                    create table shop.scans (parcel char(8) references shop.parcels, at timestamptz)
                    """);
            environment = database.server().libpqEnvironment(database.name());
            ReviewMigrations.Result result = ReviewMigrations.run(
                    request(List.of(), database.server().uri(database.name()), null, null, CustomRules.NONE),
                    Progress.silent());
            assertThat(result.outcome().result().findings())
                    .allMatch(finding -> finding.source().name().isEmpty())
                    .extracting(finding -> finding.object() + ": " + finding.message())
                    .contains(
                            "shop.parcels.code: code is character(8), which pads every value with blanks and saves no"
                                    + " space",
                            "scans_parcel_fkey on shop.scans: Nothing says what becomes of rows of shop.scans when their"
                                    + " shop.parcels is deleted",
                            "shop.scans: shop.scans has no primary key and no index at all");
            assertThat(result.outcome().result().files()).isZero();
        }
    }

    @Test
    void queriesInViewsAndRoutinesOfADatabaseAreJudged() throws IOException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("""
                    create schema shop;
                    create table shop.parcels (code bigint primary key, line text not null);
                    create table shop.scans (parcel bigint not null, at timestamptz not null, note text);
                    create view shop.found as select * from shop.scans where parcel not in (select code from shop.parcels)
                        and note = null or note = null;
                    create materialized view shop.drawn as select code from shop.parcels order by random() limit 1;
                    create function shop.atomic() returns text return (select line from shop.parcels where code = 1);
                    create function shop.lines(code bigint) returns text language plpgsql as $$
                        declare unused int;
                        begin
                            return (select line from shop.parcels where code = 1);
                        end $$;
                    create function shop.plain() returns setof bigint language sql as
                        'select parcel from shop.scans; select parcel from shop.scans where note = null'
                    """);
            environment = database.server().libpqEnvironment(database.name());
            ReviewMigrations.Result result = ReviewMigrations.run(
                    request(List.of(), database.server().uri(database.name()), null, null, CustomRules.NONE),
                    Progress.silent());
            List<String> found = result.outcome().result().findings().stream()
                    .map(finding -> finding.object() + " " + finding.rule().id())
                    .toList();
            assertThat(found)
                    .contains(
                            "shop.found comparison-with-null",
                            "shop.drawn order-by-random",
                            "shop.lines(code bigint) query-does-not-match-schema",
                            "shop.lines(code bigint) plpgsql-suspicious-code",
                            "shop.plain() comparison-with-null")
                    .doesNotContain(
                            "shop.found query-does-not-match-schema",
                            "shop.atomic() query-does-not-match-schema",
                            "shop.plain() query-does-not-match-schema");
            assertThat(result.outcome().result().findings())
                    .extracting(finding -> finding.rule().id() + finding.object() + finding.message())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void namesInAFileOfQueriesAreThoseOfTheDatabase() throws IOException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("create table parcels (code bigint primary key, line text not null)");
            environment = database.server().libpqEnvironment(database.name());
            Path queries = folder.resolve("queries.sql");
            Files.writeString(queries, """
                    select line from parcels where code = 1;
                    select lnie from parcels where code = 1;
                    select line from parcel where code = 1;
                    select line from parcels where code = 'x'::text;
                    """);
            assertThat(faults(request(
                            List.of(queries), database.server().uri(database.name()), null, null, CustomRules.NONE)))
                    .containsExactly(
                            "2 PostgreSQL refuses this query: column \"lnie\" does not exist (42703)",
                            "3 PostgreSQL refuses this query: relation \"parcel\" does not exist (42P01)",
                            "4 PostgreSQL refuses this query: operator does not exist: bigint = text (42883)");
            assertThat(faults(request(List.of(queries), null, null, null, CustomRules.NONE)))
                    .isEmpty();
        }
    }

    private static List<String> faults(ReviewMigrations.Request request) {
        return ReviewMigrations.run(request, Progress.silent()).outcome().result().findings().stream()
                .filter(finding -> finding.rule().id().equals("query-does-not-match-schema"))
                .map(finding ->
                        finding.source().position(finding.span().start()).line() + " " + finding.message())
                .toList();
    }

    @Test
    void findingsAboutTheSchemaAreOfTheFilesUnderReviewOnly() throws IOException {
        Path folder = Files.createDirectory(this.folder.resolve("history"));
        Files.writeString(folder.resolve("1.sql"), "create table old (a char(2));\n");
        Path second = Files.writeString(
                folder.resolve("2.sql"), "create table new (a char(3) primary key);\nalter table old add b char(4);\n");
        assertThat(review(second).outcome().result().findings())
                .filteredOn(finding -> finding.rule().id().equals("char-n-type"))
                .extracting(
                        finding -> finding.object() + " " + finding.statement().start())
                .containsExactly("public.new.a 0", "public.old.b 42");
    }

    @Test
    void ruleInSqlIsAskedOfTheSchemaThatTheMigrationsMake() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("table-without-comment.sql"), """
                -- severity: error
                -- finds: A table without a comment.
                -- instead: COMMENT ON TABLE says what it holds.
                select format('%I.%I', n.nspname, c.relname), 'Nobody says what ' || c.relname || ' is for'
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname = 'public' and obj_description(c.oid) is null
                order by 1
                """);
        ReviewMigrations.Result result = ReviewMigrations.run(
                request(List.of(copyOfExample()), null, null, null, new CustomRules(List.of(), rules)),
                Progress.silent());
        assertThat(result.outcome().result().findings())
                .filteredOn(finding -> finding.rule().id().equals("table-without-comment"))
                .extracting(ReviewFinding::message)
                .containsExactly("Nobody says what customers is for", "Nobody says what orders is for");
    }

    @Test
    void jarWithoutRulesIsRefused() throws IOException {
        Path jar = Files.writeString(folder.resolve("rules.jar"), "");
        assertThatThrownBy(() -> ReviewMigrations.run(
                        request(List.of(EXAMPLE), null, null, null, new CustomRules(List.of(jar), null)),
                        Progress.silent()))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("there are no rules in it");
    }

    @Test
    void configurationIsFoundAndItsFaultsAreTold() throws IOException {
        Path file = Files.writeString(folder.resolve("pgwright.yaml"), "review:\n  rules:\n    drop-colum: off\n");
        assertThatThrownBy(() -> ReviewMigrations.configuration(file))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("pgwright.yaml:3:5");
        Files.writeString(file, "review:\n  rules:\n    drop-column: off\n");
        Configuration read = ReviewMigrations.configuration(file);
        assertThat(read.rules().get("drop-column")).isNotNull();
    }

    @Test
    void patternsAreRelativeToTheFolderOfTheConfiguration() throws IOException {
        Path copy = copyOfExample();
        Path file = Files.writeString(folder.resolve("pgwright.yaml"), """
                review:
                  overrides:
                    - paths: [migrations/V2*]
                      rules:
                        create-index-not-concurrently: off
                """);
        Configuration configuration = ReviewMigrations.configuration(file);
        ReviewMigrations.Request request = request(List.of(copy), null, configuration);
        assertThat(errors(ReviewMigrations.run(request, Progress.silent())))
                .contains("add-check-without-not-valid")
                .doesNotContain("create-index-not-concurrently");
    }

    @Test
    void nothingToReviewIsInputThatCannotBeRead() {
        assertThatThrownBy(() -> review(folder.resolve("missing")))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT));
        assertThatThrownBy(() -> review(folder))
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT));
    }

    @Test
    void traceShowsWhatTheServerLocksAsPredicted() {
        MigrationTrace.Result result = TraceMigrations.run(
                new TraceMigrations.Request(List.of(EXAMPLE), null, PostgresVersion.DEFAULT), Progress.silent());
        assertThat(result.failure()).isEmpty();
        assertThat(result.statements())
                .hasSize(10)
                .allSatisfy(statement -> assertThat(statement.differences()).isEmpty());
        assertThat(TraceReport.trace(result))
                .doesNotContain("  ~ ")
                .contains(
                        "  = public.orders: ACCESS EXCLUSIVE, covered by a lock that the transaction had, rewritten",
                        "10 statements run, none with more locks or rewrites than the lock table says");
    }

    @Test
    void whatDoesNotParseIsNotRun() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.sql"), "create table a (id int);\nselec 1;\n");
        assertThatThrownBy(() -> TraceMigrations.run(
                        new TraceMigrations.Request(List.of(file), null, PostgresVersion.DEFAULT), Progress.silent()))
                .isInstanceOfSatisfying(PgwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INPUT);
                    assertThat(e).hasMessageContaining("cut.sql:2:1: syntax error at or near \"selec\"");
                });
    }

    @Test
    void fileOfANamedFrameworkIsJudgedAgainstItsNeighboursToo() {
        ReviewMigrations.Result result = ReviewMigrations.run(
                request(List.of(EXAMPLE.resolve("V3__delivery_safe.sql")), Framework.FLYWAY, Configuration.NONE),
                Progress.silent());
        assertThat(result.history().migrations()).hasSize(3);
        assertThat(result.outcome().result().files()).isEqualTo(1);
    }

    @Test
    void wayBackIsRunAndCompared() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("steps"));
        Files.writeString(
                plain.resolve("1_pets.up.sql"), "create table pets (id int primary key, name text, age int);\n");
        Files.writeString(plain.resolve("1_pets.down.sql"), "drop table pets;\n");
        Files.writeString(plain.resolve("2_age.up.sql"), "alter table pets drop column age;\n");
        Files.writeString(plain.resolve("2_age.down.sql"), "alter table pets add column age int;\n");
        Files.writeString(plain.resolve("3_kind.up.sql"), "alter table pets add column kind text;\n");
        Files.writeString(plain.resolve("3_kind.down.sql"), "select 1;\n");
        Files.writeString(plain.resolve("4_fails.up.sql"), "alter table pets add column colour text;\n");
        Files.writeString(plain.resolve("4_fails.down.sql"), "alter table pets drop column color;\n");
        List<RoundTrip> trips = TraceMigrations.verify(
                new TraceMigrations.Request(List.of(plain), null, PostgresVersion.DEFAULT), Progress.silent());
        assertThat(trips)
                .extracting(RoundTrip::verdict)
                .containsExactly(
                        RoundTrip.Verdict.EXACT,
                        RoundTrip.Verdict.LOSES_DATA,
                        RoundTrip.Verdict.DIFFERS,
                        RoundTrip.Verdict.FAILS);
    }
}
