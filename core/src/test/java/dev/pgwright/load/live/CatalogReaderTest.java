package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.testkit.PostgresFixture;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReaderTest {
    private static final List<String> NOT_MODELLED = List.of(
            "comment | database DATABASE",
            "firing of a partition's trigger | touch on s.part",
            "grant | database DATABASE",
            "large object | 4711",
            "name of a partition's foreign key | own_key on s.part",
            "operator | s.>>>(integer,pg_catalog.text)",
            "secret option | user mapping FOR PUBLIC SERVER far",
            "setting of a role or database | work_mem",
            "shell type | s.shell");

    @RegisterExtension
    static final PostgresFixture postgres = PostgresFixture.defaultVersion();

    @Test
    void anEmptyDatabaseGivesTheEmptyCatalog() {
        assertThat(CatalogReader.read(postgres.connect())).isEqualTo(Catalog.EMPTY);
    }

    @Test
    void readsOnlyTheSchemasAskedFor() {
        postgres.database().execute("""
                create schema a; create schema b; create table a.t (x int); create table b.t (y int);
                create table t (z int);
                """);
        Catalog catalog = CatalogReader.read(postgres.connect(), ReadOptions.schemas("b"));
        assertThat(catalog.tables()).extracting(Table::name).containsExactly(QualifiedName.of("b", "t"));
        assertThat(catalog.schemas()).hasSize(1);
    }

    @Test
    void aSchemaThatDoesNotExistIsAFault() {
        assertThatThrownBy(() -> CatalogReader.read(postgres.connect(), ReadOptions.schemas("nowhere")))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("nowhere: there is no schema of this name in the database");
    }

    @Test
    void leavesOutWhatBelongsToExtensions() {
        postgres.database().execute("create schema ext; create extension citext schema ext; create extension hstore");
        Catalog catalog = CatalogReader.read(postgres.connect());
        assertThat(catalog.extensions()).extracting("name").containsExactly("citext", "hstore");
        assertThat(catalog.routines()).isEmpty();
        assertThat(catalog.notModelled()).isEmpty();
    }

    @Test
    void namesAreReadAsTheyAreAndTextsQualified() {
        postgres.database().execute("""
                create schema "Odd Schema";
                create type "Odd Schema"."State ""x\"\"\" as enum ('a');
                create table "Odd Schema"."Täble" (
                    "Select" "Odd Schema"."State ""x\"\"\" default 'a', gone int, "a,b" text,
                    constraint "It's" check ("Select" <> 'a' or "a,b" is null));
                alter table "Odd Schema"."Täble" drop column gone;
                create index "i(1)" on "Odd Schema"."Täble" ("a,b" desc, (lower("a,b") || 'x)'));
                """);
        Table table = CatalogReader.read(postgres.connect()).tables().get(0);
        assertThat(table.name()).isEqualTo(QualifiedName.of("Odd Schema", "Täble"));
        assertThat(table.columns()).extracting(Column::name).containsExactly("Select", "a,b");
        assertThat(table.columns().get(0).type()).isEqualTo("\"Odd Schema\".\"State \"\"x\"\"\"");
        assertThat(table.of(Constraint.Check.class).get(0).expression())
                .isEqualTo("\"Select\" <> 'a'::\"Odd Schema\".\"State \"\"x\"\"\" OR \"a,b\" IS NULL");
        assertThat(table.indexes().get(0).elements())
                .extracting("key")
                .containsExactly("a,b", "lower(\"a,b\") || 'x)'::text");
    }

    @Test
    void anIdentityOfARenamedTableKeepsItsSequenceName() {
        postgres.database()
                .execute("create table old (id int generated always as identity); alter table old rename to new");
        Column id =
                CatalogReader.read(postgres.connect()).tables().get(0).columns().get(0);
        Identity identity = Identity.always("integer");
        assertThat(id.identity())
                .isEqualTo(new Identity(true, QualifiedName.of("public", "old_id_seq"), identity.options()));
    }

    @Test
    void notNullConstraintsAreNamedOnlyWhereTheNameIsNotTheUsualOne() {
        postgres.database().execute("""
                create table t (a int not null, b int constraint b_needed not null, c int);
                alter table t add constraint c_later not null c not valid;
                """);
        Table table = CatalogReader.read(postgres.connect()).tables().get(0);
        assertThat(table.constraints())
                .containsExactly(
                        new Constraint.NotNull("b_needed", "b", false, true, null),
                        new Constraint.NotNull("c_later", "c", false, false, null));
    }

    @Test
    void seesWhatTheCallersTransactionDidAndLeavesItsSettings() throws SQLException {
        Connection connection = postgres.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = public, pg_temp");
            connection.setAutoCommit(false);
            statement.execute("create table mine (id int)");
            assertThat(CatalogReader.read(connection).tables()).hasSize(1);
            assertThat(setting(statement, "search_path")).isEqualTo("public, pg_temp");
            connection.rollback();
        }
        connection.setAutoCommit(true);
        assertThat(CatalogReader.read(connection).tables()).isEmpty();
        try (Statement statement = connection.createStatement()) {
            assertThat(setting(statement, "search_path")).isEqualTo("public, pg_temp");
            assertThat(setting(statement, "transaction_isolation")).isEqualTo("read committed");
            statement.execute("create table writable (id int)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in role pg_read_all_data", ""})
    void aRoleThatMayOnlyReadSeesAllButSecretsAndIsToldSo(String membership) throws SQLException {
        postgres.database().execute("""
                create role reader_of_data MEMBERSHIP;
                create schema s; create table s.t (id int primary key); alter table s.t enable row level security;
                create policy mine on s.t using (id > 0);
                create foreign data wrapper w; create server far foreign data wrapper w;
                create user mapping for public server far options ("user" 'u');
                create user mapping for postgres server far options ("user" 'p');
                create subscription sub connection 'dbname=x' publication p with (connect = false, slot_name = none);
                """.replace("MEMBERSHIP", membership));
        Connection connection = postgres.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session authorization reader_of_data");
            Catalog catalog = CatalogReader.read(connection);
            statement.execute("reset session authorization");
            assertThat(catalog.tables())
                    .singleElement()
                    .satisfies(table -> assertThat(table.policies()).hasSize(1));
            assertThat(catalog.notModelled())
                    .extracting(object -> object.kind() + " | " + object.name())
                    .filteredOn(line -> !line.startsWith("connection string"))
                    .containsExactly(
                            "options not visible to this role | user mapping FOR PUBLIC SERVER far",
                            "options not visible to this role | user mapping FOR postgres SERVER far");
            // pg_read_all_data may read the catalog with the connection strings, too
            assertThat(catalog.notModelled())
                    .filteredOn(object -> object.kind().startsWith("connection string not visible"))
                    .hasSize(membership.isEmpty() ? 1 : 0);
        } finally {
            postgres.database().execute("drop subscription sub");
            postgres.database().execute("drop role reader_of_data");
        }
    }

    @Test
    void needsNoPrivileges() throws SQLException {
        postgres.database().execute("create role reader_without_rights");
        postgres.database()
                .execute("create schema s; create table s.t (id int primary key); create view s.v as select 1 as a");
        Connection connection = postgres.connect();
        Catalog all = CatalogReader.read(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session authorization reader_without_rights");
            assertThat(CatalogReader.read(connection)).isEqualTo(all);
            statement.execute("reset session authorization");
            statement.execute("drop role reader_without_rights");
        }
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet results = statement.executeQuery("show " + name)) {
            results.next();
            return results.getString(1);
        }
    }

    @Test
    void whatIsRevokedFromEverybodyIsNamedWithTheWayOut() throws SQLException {
        postgres.database().execute("create role reader_of_little; revoke select on pg_enum from public");
        try (Connection session = postgres.connect()) {
            session.createStatement().execute("set role reader_of_little");

            assertThatThrownBy(() -> CatalogReader.read(session))
                    .isInstanceOfSatisfying(PgwrightException.class, refused -> {
                        assertThat(refused.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.message()).contains("permission denied for table pg_enum");
                            assertThat(problem.hint()).contains("read as another role");
                        });
                    });
        } finally {
            postgres.database().execute("drop role reader_of_little");
        }
    }

    @Test
    void theNumberOfQueriesDoesNotDependOnTheNumberOfTables() {
        createTables(0, 10);
        int ofTen = statementsOfReading();
        createTables(10, 1_000);
        assertThat(statementsOfReading()).isEqualTo(ofTen).isLessThan(50);
    }

    private static void createTables(int from, int to) {
        StringBuilder tables = new StringBuilder();
        for (int i = from; i < to; i++) {
            tables.append("create table t").append(i).append(" (id int primary key, x text default 'x'); ");
        }
        postgres.database().execute(tables.toString());
    }

    private static int statementsOfReading() {
        Connection connection = postgres.connect();
        AtomicInteger count = new AtomicInteger();
        Connection counting = (Connection) Proxy.newProxyInstance(
                CatalogReaderTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().endsWith("Statement")) {
                        count.incrementAndGet();
                    }
                    return method.invoke(connection, arguments);
                });
        CatalogReader.read(counting);
        return count.get();
    }

    @Test
    void nothingThatIsNotModelledIsDroppedInSilence() throws SQLException {
        postgres.database().execute("""
                create schema s; create type s.shell; select lo_create(4711);
                create function s.eq(int, text) returns boolean language sql immutable return true;
                create function s.lt(text, int) returns boolean language sql immutable return true;
                create operator s.<<< (leftarg = text, rightarg = int, function = s.lt, commutator = operator(s.>>>));
                """);
        postgres.database().execute("""
                create table s.target (id int primary key);
                create table s.whole (id int, constraint whole_key foreign key (id) references s.target) partition by list (id);
                create table s.part (id int, constraint own_key foreign key (id) references s.target);
                alter table s.whole attach partition s.part default;
                create function s.touch() returns trigger language plpgsql as 'begin return new; end';
                create trigger touch before insert on s.whole for each row execute function s.touch();
                alter table s.part disable trigger touch;
                create foreign data wrapper w; create server far foreign data wrapper w;
                create user mapping for public server far options (password 'x');
                do $$ begin
                    execute format('comment on database %1$I is ''x''; alter database %1$I set work_mem = ''1MB'';'
                                   'grant temporary on database %1$I to public; revoke connect on database %1$I from public',
                                   current_database());
                end $$;
                """);
        List<String> found = CatalogReader.read(postgres.connect()).notModelled().stream()
                .map(object -> object.kind() + " | " + object.name())
                .toList();
        assertThat(found)
                .containsExactlyElementsOf(NOT_MODELLED.stream()
                        .map(line ->
                                line.replace("DATABASE", postgres.database().name()))
                        .toList());
    }

    @Test
    void grantsOnWhatAnExtensionOrTheServerMadeAreListedAndCommentsOfRolesThatTheCatalogNames() throws SQLException {
        postgres.database().execute("""
                create extension citext; create extension pg_stat_statements; create table t (a int);
                create role not_modelled_one; create role not_modelled_other;
                """);
        try {
            assertThat(CatalogReader.read(postgres.connect()).notModelled()).isEmpty();
            postgres.database().execute("""
                    comment on role not_modelled_one is 'x'; comment on role not_modelled_other is 'x';
                    grant select on t to not_modelled_one; grant select on pg_authid to not_modelled_one;
                    revoke select on pg_stat_statements from public;
                    grant execute on function citext_eq(citext, citext) to not_modelled_one;
                    """);
            assertThat(CatalogReader.read(postgres.connect()).notModelled())
                    .extracting(NotModelled::line)
                    .containsExactly(
                            "comment role not_modelled_one",
                            "grant function public.citext_eq(public.citext,public.citext)",
                            "grant table pg_catalog.pg_authid",
                            "grant view public.pg_stat_statements");
        } finally {
            postgres.database().execute("""
                    drop owned by not_modelled_one;
                    drop role not_modelled_one, not_modelled_other;
                    """);
        }
    }
}
