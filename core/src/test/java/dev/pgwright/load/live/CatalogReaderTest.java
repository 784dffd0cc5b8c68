package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Identity;
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

class CatalogReaderTest {
    private static final List<String> NOT_MODELLED = List.of(
            "aggregate | s.largest(integer)",
            "cast | (s.t AS boolean)",
            "clustering index | s.t_pkey",
            "column compression | s.t.c",
            "column options | s.t.b",
            "column statistics target | s.t.b",
            "column storage | s.t.b",
            "comment on index | s.t_pkey",
            "default acl | for role postgres in schema s on tables",
            "event trigger | e",
            "foreign table | s.far",
            "foreign-data wrapper | w",
            "grant | column s.t.b",
            "grant | table s.t",
            "operator | s.===(integer,pg_catalog.text)",
            "owner | table s.other: not_modelled_role",
            "policy | mine on s.t",
            "publication | p",
            "replica identity | s.t",
            "row security | s.t",
            "rule | nothing on s.t",
            "server | far",
            "statistics object | s.facts",
            "user mapping | public on far");

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
    void theNumberOfQueriesDoesNotDependOnTheNumberOfTables() {
        postgres.database().execute("create table t (id int primary key, x text default 'x')");
        int ofOne = statementsOfReading();
        StringBuilder tables = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            tables.append("create table t").append(i).append(" (id int primary key, x text default 'x'); ");
        }
        postgres.database().execute(tables.toString());
        assertThat(statementsOfReading()).isEqualTo(ofOne).isLessThan(40);
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
    void nothingThatIsNotModelledIsDroppedInSilence() {
        postgres.database().execute("""
                create schema s;
                create table s.t (id int primary key, b text, c text);
                create table s.other (id int);
                alter table s.t enable row level security;
                create policy mine on s.t using (true);
                create rule nothing as on delete to s.t do instead nothing;
                create statistics s.facts on b, c from s.t;
                alter table s.t replica identity full;
                cluster s.t using t_pkey;
                alter table s.t alter b set storage external, alter b set statistics 7, alter b set (n_distinct = 3),
                    alter c set compression pglz;
                comment on index s.t_pkey is 'x';
                create function s.eq(int, text) returns boolean language sql immutable return true;
                create operator s.=== (leftarg = int, rightarg = text, function = s.eq);
                create function s.to_bool(s.t) returns boolean language sql immutable return true;
                create cast (s.t as boolean) with function s.to_bool(s.t);
                create foreign data wrapper w; create server far foreign data wrapper w;
                create user mapping for public server far;
                create foreign table s.far (x int) server far;
                create publication p for table s.t;
                create function s.on_ddl() returns event_trigger language plpgsql as 'begin end';
                create event trigger e on ddl_command_end execute function s.on_ddl();
                create aggregate s.largest(int) (sfunc = int4larger, stype = int, sortop = >);
                """);
        postgres.database().execute("""
                create role not_modelled_role;
                grant select on s.t to not_modelled_role;
                grant update (b) on s.t to not_modelled_role;
                alter table s.other owner to not_modelled_role;
                alter default privileges in schema s grant select on tables to not_modelled_role;
                """);
        try {
            assertThat(CatalogReader.read(postgres.connect()).notModelled())
                    .extracting(object -> object.kind() + " | " + object.name())
                    .containsExactlyInAnyOrderElementsOf(NOT_MODELLED);
        } finally {
            postgres.database().execute("drop owned by not_modelled_role; drop role not_modelled_role");
        }
    }
}
