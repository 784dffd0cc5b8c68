package dev.pgwright.review.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.migrate.rehearse.RoundTrip.Verdict;
import dev.pgwright.migrate.rehearse.RoundTrips;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedFilesTest {
    private static final List<String> RULES =
            List.of("add-check-without-not-valid", "create-index-not-concurrently", "lock-timeout-missing");

    @TempDir
    Path folder;

    @Test
    void editsPlainFilesInPlaceAndKeepsTheRest() throws IOException {
        write("1.sql", "create table t (id bigint primary key, a int);\n");
        write("2.sql", """
                -- owner: billing

                -- no negative amounts
                alter table t add check (a > 0); -- ticket 7
                update t set a = 1 where id = 1;
                """);
        assertThat(fixed().get("2.sql")).isEqualTo("""
                -- owner: billing

                set lock_timeout = '5s';
                -- no negative amounts
                alter table t add constraint t_a_check check (a > 0) not valid;
                reset lock_timeout;
                alter table t validate constraint t_a_check; -- ticket 7
                update t set a = 1 where id = 1;
                """);
    }

    @Test
    void splitsWhatItsToolRunsInOneTransaction() throws IOException {
        write(
                "00001_t.sql",
                "-- +goose Up\ncreate table t (id bigint primary key, a int);\ncreate table u (id int);\n");
        write("00002_more.sql", """
                -- +goose Up
                -- first a note
                SET LOCAL lock_timeout = '2s';
                -- fast lookups
                CREATE INDEX t_a ON t (a);
                ALTER TABLE u ADD COLUMN b int;

                -- +goose Down
                ALTER TABLE u DROP COLUMN b;
                DROP INDEX t_a;
                """);
        Map<String, String> files = fixed();
        assertThat(files.keySet()).containsExactly("00002_more.sql", "00003_more_2.sql", "00004_more_3.sql");
        assertThat(files.get("00002_more.sql"))
                .contains("first a note", "ADD COLUMN b int;", "-- +goose Down\nALTER TABLE u DROP COLUMN b;\n")
                .doesNotContain("CREATE INDEX", "NO TRANSACTION", "DROP INDEX");
        assertThat(files.get("00003_more_2.sql"))
                .contains("NO TRANSACTION", "-- fast lookups", "DROP INDEX CONCURRENTLY IF EXISTS t_a;");
        assertThat(files.get("00004_more_3.sql"))
                .contains("NO TRANSACTION", "CREATE INDEX CONCURRENTLY t_a ON t (a);")
                .endsWith("-- +goose Down\nDROP INDEX t_a;\n");
        files.forEach(this::write);
        assertThat(fixed()).as("fixed again").isEmpty();
    }

    @Test
    void keepsOrderWhereALaterStatementNeedsTheEarlierOne() throws IOException {
        write("1_t.up.sql", "create table t (id bigint primary key, a int);\n");
        write("2_key.up.sql", """
                set local lock_timeout = '2s';
                create unique index t_a on t (a);
                insert into t (id, a) values (1, 1) on conflict (a) do nothing;
                """);
        write("2_key.down.sql", "drop index t_a;\n");
        Map<String, String> files = fixed();
        assertThat(files.keySet())
                .containsExactly(
                        "2_key.down.sql", "2_key.up.sql", "3_key_2.down.sql", "3_key_2.up.sql", "4_key_3.up.sql");
        assertThat(files.get("2_key.down.sql")).isEqualTo("-- nothing to take back\n");
        assertThat(files.get("3_key_2.down.sql")).isEqualTo("drop index t_a;\n");
        assertThat(files.get("2_key.up.sql")).startsWith("drop index concurrently");
        assertThat(files.get("3_key_2.up.sql")).startsWith("create unique index concurrently");
        assertThat(files.get("4_key_3.up.sql")).contains("on conflict");
    }

    @Test
    void eachPartTakesBackWhatItDoes() throws IOException {
        write("1_t.up.sql", "create table t (id bigint primary key, a int, b int, c int);\n");
        write("1_t.down.sql", "drop table t;\n");
        write("2_more.up.sql", """
                set local lock_timeout = '2s';
                create index t_a on t (a);
                alter table t add constraint positive check (b > 0);
                alter table t alter column c set not null;
                alter table t add column d text;
                """);
        write("2_more.down.sql", """
                -- the newest first
                alter table t drop column d;
                alter table t alter column c drop not null;
                alter table t drop constraint positive;
                drop index t_a;
                """);
        List<String> rules = List.of(
                "add-check-without-not-valid",
                "create-index-not-concurrently",
                "set-not-null-scan",
                "down-does-not-invert-up");
        Map<String, String> files = fixed(rules);
        assertThat(files.values().stream().filter(text -> text.contains("validate")))
                .as("what only validates")
                .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("add constraint"));
        files.forEach(this::write);
        assertThat(fixed(rules)).as("fixed again").isEmpty();
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThat(Reviewer.review(history, rules(rules), ReviewOptions.forVersion(17))
                        .findings())
                .isEmpty();
        List<RoundTrip> trips = RoundTrips.run(PostgresFixture.sharedServer(17), history, migration -> true);
        assertThat(trips).hasSizeGreaterThan(4);
        // to validate is nothing that can be taken back
        assertThat(trips).extracting(RoundTrip::verdict).containsOnly(Verdict.EXACT, Verdict.NONE);
    }

    @Test
    void aChangesetOfSqlIsDividedInItsFile() throws IOException {
        write("changelog.sql", """
                --liquibase formatted sql

                --changeset ann:1
                create table t (id bigint primary key, a int, b int);
                --rollback drop table t;

                --changeset ann:"more of it" (labels:"a b" runInTransaction:true)
                --comment for the lists
                create index t_a on t (a);
                alter table t add constraint p check (b > 0);
                --rollback alter table t drop constraint p;
                --rollback drop index t_a;

                --changeset ann:3
                alter table t add column c int;
                --rollback alter table t drop column c;
                """);
        List<String> rules =
                List.of("create-index-not-concurrently", "add-check-without-not-valid", "down-does-not-invert-up");
        Map<String, String> files = fixed(rules);
        assertThat(files).containsOnly(Map.entry("changelog.sql", """
                --liquibase formatted sql

                --changeset ann:1
                create table t (id bigint primary key, a int, b int);
                --rollback drop table t;

                --changeset ann:"more of it" labels:"a b" runInTransaction:false
                --comment for the lists
                drop index concurrently if exists t_a;
                --rollback empty

                --changeset ann:"more of it-2" labels:"a b" runInTransaction:false
                create index concurrently t_a on t (a);
                --rollback drop index t_a;

                --changeset ann:"more of it-3" labels:"a b"
                alter table t add constraint p check (b > 0) not valid;
                --rollback alter table t drop constraint p;

                --changeset ann:"more of it-4" labels:"a b"
                alter table t validate constraint p;
                --rollback empty

                --changeset ann:3
                alter table t add column c int;
                --rollback alter table t drop column c;
                """));
        files.forEach(this::write);
        assertThat(fixed(rules)).as("fixed again").isEmpty();
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThat(history.problems()).extracting(problem -> problem.id()).containsOnly("migration-assumed");
        List<RoundTrip> trips = RoundTrips.run(PostgresFixture.sharedServer(17), history, migration -> true);
        assertThat(trips).hasSize(6);
        assertThat(trips).extracting(RoundTrip::verdict).containsOnly(Verdict.EXACT, Verdict.NONE);
    }

    @Test
    void aChangesetWhoseStatementsEndOtherwiseIsLeft() {
        write("changelog.sql", """
                --liquibase formatted sql

                --changeset ann:1
                create table t (id bigint primary key, a int);

                --changeset ann:2 endDelimiter:/
                create index t_a on t (a)
                /
                """);
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        ReviewOptions options = ReviewOptions.forVersion(17);
        FixedFiles files = FixedFiles.of(
                history, Fixer.fix(history, rules(List.of("create-index-not-concurrently")), options), options);
        assertThat(files.changes()).isEmpty();
    }

    @Test
    void prismaOrdersFoldersByTheirNamesSoThatThereIsRoom() throws IOException {
        String lock = "set local lock_timeout = '2s';\n";
        prisma("20260101000000_t", "create table t (id bigint primary key, a int);\n");
        prisma("20260101000001_lookups", lock + "create index t_a on t (a);\nalter table t add column b int;\n");
        prisma("20260101000002_c", lock + "alter table t add column c int;\n");
        List<String> rules = List.of("create-index-not-concurrently");
        Map<String, String> files = fixed(rules);
        assertThat(files.keySet())
                .allMatch(name -> name.matches("20260101000001_lookups(_[2-4])?/migration.sql"))
                .hasSizeGreaterThan(1);
        for (Map.Entry<String, String> file : files.entrySet()) {
            prisma(file.getKey().replace("/migration.sql", ""), file.getValue());
        }
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        assertThat(history.problems()).isEmpty();
        assertThat(history.migrations()).hasSize(files.size() + 2);
        assertThat(history.migrations().get(files.size() + 1).description()).isEqualTo("c");
        assertThat(fixed(rules)).as("fixed again").isEmpty();
    }

    private void prisma(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve("migration_lock.toml"), "provider = \"postgresql\"\n");
        write(name + "/migration.sql", text);
    }

    @Test
    void whereNoVersionIsFreeTheWayOutIsSaid() {
        write("1_t.up.sql", "create table t (id bigint primary key, a int);\n");
        write("2_i.up.sql", "set local lock_timeout = '2s';\ncreate index t_a on t (a);\n");
        write("3_c.up.sql", "set local lock_timeout = '2s';\nalter table t add column c int;\n");
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        ReviewOptions options = ReviewOptions.forVersion(17);
        FixedFiles files = FixedFiles.of(
                history, Fixer.fix(history, rules(List.of("create-index-not-concurrently")), options), options);
        assertThat(files.refused())
                .extracting(FixedFiles.Refused::reason)
                .containsExactly("between the versions 2 and 3 there is no room for 1 more: renumber the migrations"
                        + " that follow and have not been run anywhere yet");
    }

    @Test
    void aWayBackThatCannotBeDividedStaysWhole() throws IOException {
        write("00001_t.sql", "-- +goose Up\ncreate table t (id bigint primary key, a int);\n");
        write("00002_more.sql", """
                -- +goose Up
                SET LOCAL lock_timeout = '2s';
                ALTER TABLE t ADD COLUMN b int;
                CREATE INDEX t_b ON t (b);

                -- +goose Down
                DELETE FROM t WHERE b IS NULL;
                DROP INDEX t_b;
                ALTER TABLE t DROP COLUMN b;
                """);
        Map<String, String> files = fixed();
        assertThat(files.get("00002_more.sql")).endsWith("""
                -- +goose Down
                DELETE FROM t WHERE b IS NULL;
                DROP INDEX t_b;
                ALTER TABLE t DROP COLUMN b;
                """);
        assertThat(files.get("00004_more_3.sql")).doesNotContain("-- +goose Down");
    }

    @Test
    void completesTheWayBackInItsOwnFile() throws IOException {
        write("1_t.up.sql", "create table t (id bigint primary key);\n");
        write("2_more.up.sql", "create table u (id bigint primary key);\nalter table t add column a int;\n");
        write("2_more.down.sql", """
                -- the newest first
                alter table t drop column a; -- with its values
                """);
        assertThat(fixed(List.of("down-does-not-invert-up"))).containsOnly(Map.entry("2_more.down.sql", """
                -- the newest first
                alter table t drop column a; -- with its values
                drop table public.u;
                """));
    }

    @Test
    void completesTheWayBackBesideItsMigration() throws IOException {
        write("00001_t.sql", "-- +goose Up\ncreate table t (id bigint primary key, a int);\n");
        write("00002_more.sql", """
                -- +goose Up
                SET LOCAL lock_timeout = '2s';
                ALTER TABLE t ADD COLUMN b int;
                ALTER TABLE t ADD CHECK (a > 0);

                -- +goose Down
                ALTER TABLE t DROP COLUMN b;
                """);
        List<String> rules = List.of("down-does-not-invert-up", "statement-order-widens-lock");
        assertThat(fixed(rules).get("00002_more.sql")).endsWith("""
                -- +goose Down
                ALTER TABLE t DROP COLUMN b;
                ALTER TABLE public.t DROP CONSTRAINT t_a_check;
                """);
        Map<String, String> split = fixed(List.of("down-does-not-invert-up", "add-check-without-not-valid"));
        assertThat(split.get("00002_more.sql"))
                .contains("NOT VALID")
                .doesNotContain("VALIDATE")
                .contains("-- +goose Down")
                .containsSubsequence("DROP COLUMN b", "ALTER TABLE public.t DROP CONSTRAINT t_a_check");
        assertThat(split.get("00003_more_2.sql")).contains("VALIDATE CONSTRAINT t_a_check");
        split.forEach(this::write);
        assertThat(fixed(List.of("down-does-not-invert-up", "add-check-without-not-valid")))
                .as("fixed again")
                .isEmpty();
    }

    @Test
    void whatHasBeenRunIsLeftAsItIsAndChangedByAMigrationInSafeSteps() throws IOException {
        write("V1__shop.sql", """
                create table customers (id bigint primary key);
                create table orders (
                    id bigint primary key,
                    customer_id bigint not null references customers,
                    paid boolean default false
                );
                """);
        write("V2__plain.sql", "create index orders_paid on orders (paid);\n");
        List<String> rules = List.of(
                "column-should-be-not-null",
                "foreign-key-without-index",
                "create-index-not-concurrently",
                "set-not-null-scan");
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        FixResult result = Fixer.fix(history, rules(rules), ReviewOptions.forVersion(17), file -> false);
        Map<String, String> files = texts(FixedFiles.of(history, result, ReviewOptions.forVersion(17)));
        assertThat(files).doesNotContainKey("V1__shop.sql");
        String added = files.entrySet().stream()
                .filter(file -> file.getKey().matches("V[4-9].*sql"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("--\n"));
        assertThat(files).containsKeys("V4__review_fixes.sql", "V4__review_fixes.sql.conf");
        assertThat(added).isEqualTo("""
                DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;
                --
                CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
                --
                UPDATE orders SET paid = false WHERE paid IS NULL;
                ALTER TABLE orders ADD CONSTRAINT orders_paid_not_null CHECK (paid IS NOT NULL) NOT VALID;
                --
                ALTER TABLE orders VALIDATE CONSTRAINT orders_paid_not_null;
                --
                ALTER TABLE orders ALTER COLUMN paid SET NOT NULL;
                ALTER TABLE orders DROP CONSTRAINT orders_paid_not_null;
                """);
    }

    @Test
    void aDatabaseGetsAScript() {
        String sql = """
                create table customers (id bigint primary key);
                create table orders (id bigint primary key, customer_id bigint references customers, body json);
                """;
        SchemaFold fold = SchemaFold.empty(17);
        Sql.parse(SourceFile.of("", sql)).statements().forEach(statement -> fold.apply(statement, sql));
        FixResult result = Fixer.fix(
                MigrationHistory.of(Framework.PLAIN, List.of(), List.of()),
                rules(List.of("foreign-key-without-index", "json-instead-of-jsonb", "create-index-not-concurrently")),
                ReviewOptions.forVersion(17).withStart(fold.catalog()),
                file -> false);
        assertThat(result.added()).isNotNull();
        assertThat(result.added().parts()).extracting(FixedPart::text).containsExactly("""
                DROP INDEX CONCURRENTLY IF EXISTS orders_customer_id_idx;
                CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
                ALTER TABLE orders ALTER COLUMN body TYPE jsonb USING body::jsonb;
                """);
    }

    @Test
    void showsChangesAsAPatch() {
        String before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\n";
        String after = before.replace("b\n", "B\nB2\n").replace("l\nm\n", "m");
        assertThat(new FileChange(Path.of("x.sql"), before, after).diff()).isEqualTo("""
                --- a/x.sql
                +++ b/x.sql
                @@ -1,5 +1,6 @@
                 a
                -b
                +B
                +B2
                 c
                 d
                 e
                @@ -9,5 +10,4 @@
                 i
                 j
                 k
                -l
                -m
                +m
                \\ No newline at end of file
                """);
        assertThat(new FileChange(Path.of("x.sql"), null, "one\n").diff())
                .isEqualTo("--- /dev/null\n+++ b/x.sql\n@@ -0,0 +1 @@\n+one\n");
        assertThat(new FileChange(Path.of("").toAbsolutePath().resolve("a/x.sql"), null, "one\n").diff())
                .startsWith("--- /dev/null\n+++ b/a/x.sql\n");
        assertThat(new FileChange(folder.resolve("x.sql"), null, "one\n").diff())
                .startsWith("--- /dev/null\n+++ b/")
                .doesNotContain("//");
    }

    @Test
    void aFileThatIsNotUnderstoodIsLeftAsItIs() {
        write("1.sql", "create table t (id bigint primary key, body json, a int);\n");
        String cutOff = """
                create function f() returns void language plpgsql as $$
                declare
                    other record;
                begin
                    select t.* into other from t;
                    alter table t add check (a > 0);
                end;
                """;
        write("2.sql", cutOff);
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        FixResult result = Fixer.fix(history, Rules.ALL, ReviewOptions.forVersion(17));
        Map<String, String> files = texts(FixedFiles.of(history, result, ReviewOptions.forVersion(17)));
        assertThat(files).containsOnlyKeys("1.sql");
        assertThat(result.unfixed())
                .filteredOn(left -> left.finding().source().name().endsWith("2.sql"))
                .isNotEmpty()
                .allMatch(left -> left.reason().startsWith("the file has a syntax error"));
    }

    private Map<String, String> fixed() {
        return fixed(RULES);
    }

    private Map<String, String> fixed(List<String> rules) {
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        ReviewOptions options = ReviewOptions.forVersion(17);
        return texts(FixedFiles.of(history, Fixer.fix(history, rules(rules), options), options));
    }

    private static List<Rule> rules(List<String> ids) {
        return Rules.ALL.stream().filter(rule -> ids.contains(rule.info().id())).toList();
    }

    private Map<String, String> texts(FixedFiles files) {
        assertThat(files.refused()).isEmpty();
        Map<String, String> texts = new TreeMap<>();
        files.changes()
                .forEach(change -> texts.put(folder.relativize(change.path()).toString(), change.after()));
        return texts;
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
