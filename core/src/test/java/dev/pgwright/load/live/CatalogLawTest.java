package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** introspect(execute(write(model))) = model. */
@Tag("laws")
class CatalogLawTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aSchemaOfEveryKindIsReadAsItWasWritten(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(RoundTrip.resource("shop.sql"));
            RoundTrip.check(version, database);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void theKindsThatFewHaveAreReadAsTheyWereWritten(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(RoundTrip.resource("kinds.sql"));
            Catalog catalog = RoundTrip.check(version, database);
            assertThat(catalog.notModelled())
                    .extracting(Object::toString)
                    .containsExactly("NotModelled[kind=secret option, name=user mapping FOR PUBLIC SERVER far]");
            assertThat(DdlWriter.write(catalog)).doesNotContain("secret'").contains("host=nowhere.invalid");
        }
    }

    /** PostgreSQL writes them in a form that it does not read as it stands. */
    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void defaultsThatNeedParenthesesHaveThem(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute("""
                create table t (a boolean default ('x'::varchar in ('a', 'b')), b boolean default (not false and true),
                  c text default ('a' collate "C"), d timestamp default (now() at time zone 'utc'),
                  e boolean default ('a' like 'b'), f boolean default (1 is null), g text default ('a' || 'b'),
                  h boolean default (1 between 0 and 2), i boolean default (1 in (2, 3)), j int default abs(-1));
                create domain d as boolean default ('x' = any (array['x', 'y']));
                """);
            RoundTrip.check(version, database);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void listsOfVaryingStringsAreReadAsTheyWereWritten(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute("""
                    create table t (s varchar(20) check (s in ('a', 'b')), r varchar, n name,
                      constraint l check (s = any (array['a', r]::varchar(20)[])),
                      f boolean generated always as (s in ('a', 'b')) stored);
                create index i on t (r) where s not in ('a', 'b');
                create index j on t ((s in ('a', r)), n);
                create domain d varchar check (value in ('a', 'b'));
                create view v as select n in ('a', 'b') as n, array['a', s]::text[] as l from t where s in ('a', r);
                create policy p on t using (s in ('a', 'b'));
                create rule u as on update to v do instead update t set r = 'x' where s in ('a', 'b');
                create function f(a varchar) returns boolean return a in ('a', 'b');
                create function q() returns trigger language plpgsql as 'begin return new; end';
                create trigger w before update on t for each row when (new.s in ('a', 'b')) execute function q();
                create statistics o on (s in ('a', 'b')), n from t;
                """);
            Catalog catalog = RoundTrip.check(version, database);
            assertThat(DdlWriter.write(catalog)).contains("""
                    CONSTRAINT t_s_check CHECK (s::text = ANY (ARRAY['a'::character varying::text, 'b'::character varying::text]))
                """.strip());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void ownersAndPrivilegesAreReadAsTheyWereWritten(int version) throws SQLException {
        List<String> roles = List.of("kinds_owner", "kinds_reader", "\"Kinds \"\"Quoted\"\"\"", "kinds_granter");
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(RoundTrip.resource("access.sql"));
            Catalog catalog = RoundTrip.check(version, database);
            assertThat(catalog.notModelled()).isEmpty();
            assertThat(catalog.access().roles())
                    .containsExactly("Kinds \"Quoted\"", "kinds_granter", "kinds_owner", "kinds_reader");
        } finally {
            try (TestDatabase database = PostgresFixture.newDatabase(version)) {
                roles.forEach(role ->
                        database.execute("do $$ begin if exists (select from pg_roles where quote_ident(rolname) = '"
                                + role + "') then drop owned by " + role + "; drop role " + role + "; end if; end $$"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"18, kinds15.sql", "15, kinds15.sql", "18, since15.sql", "15, since15.sql", "18, since18.sql"})
    void whatNewerVersionsAddedIsReadAsItWasWritten(int version, String resource) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(RoundTrip.resource(resource));
            Catalog catalog = RoundTrip.check(version, database);
            assertThat(catalog.notModelled()).isEmpty();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17})
    void soItIsInOtherVersions(int version) throws SQLException {
        aSchemaOfEveryKindIsReadAsItWasWritten(version);
        theKindsThatFewHaveAreReadAsTheyWereWritten(version);
        ownersAndPrivilegesAreReadAsTheyWereWritten(version);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aGeneratedCatalogIsReadAsItWasWritten(long seed) throws SQLException {
        RoundTrip.check(18, CatalogGenerator.generate(seed));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void manyGeneratedCatalogsAre(int version) throws SQLException {
        for (long seed = 1000; seed < 1030; seed++) {
            Catalog catalog = CatalogGenerator.generate(seed);
            // before 16 the columns of views are written with their table, even where there is only one
            RoundTrip.check(version, version < 16 ? inServersWords(version, catalog) : catalog);
        }
    }

    private static Catalog inServersWords(int version, Catalog catalog) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            RoundTrip.runAll(connection, DdlWriter.statements(catalog));
            Catalog read = CatalogReader.read(connection);
            assertThat(CatalogComparison.structuralDifferences(catalog, read)).isEmpty();
            return read;
        }
    }
}
