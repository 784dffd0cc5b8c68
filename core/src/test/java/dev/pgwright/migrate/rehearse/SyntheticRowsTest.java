package dev.pgwright.migrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.DatabaseFacts;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of which nothing is known but their definition get rows that the server takes. */
class SyntheticRowsTest {
    private static final String TYPES = """
            create domain email as text check (value ~ '^[a-z]+@[a-z]+\\.[a-z]{2,3}$');
            create domain positive as integer not null check (value > 0);
            create domain "Work mail" as email check (length(value) < 40);
            create type mood as enum ('sad', 'it''s "fine"');
            create type pair as (number integer, label text, moods mood[]);
            create type "Height" as range (subtype = numeric);
            create type words as range (subtype = text);
            create table every_type (
                id uuid primary key, mail email not null, work "Work mail", amount positive, mood mood not null,
                moods mood[], pairs pair[], pair pair, height "Height", said words, numbers integer[] not null, words text[],
                price numeric(4, 2) not null, share real, exact double precision, small smallint, flag boolean not null,
                at timestamp not null, at_zone timestamptz(0) not null, day date, t time, tz time with time zone, took interval,
                code char(3) not null, short varchar(2), label "char", tags varchar(5)[], raw bytea, doc json, docb jsonb not null,
                markup xml, found tsvector, search tsquery, bits bit(4), more_bits bit varying(6), host inet, net cidr,
                mac macaddr, mac8 macaddr8, object oid, lsn pg_lsn, cash money, place point, line line, piece lseg, area box,
                way path, shape polygon, round circle, path jsonpath, days daterange, hours tsrange, moments tstzrange,
                whole int4range, big int8range, exact_range numrange, spans int4multirange, named name);
            """;

    private static void filled(int version, String schema, long rows) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(schema);
            Catalog catalog;
            try (Connection connection = database.connect()) {
                catalog = CatalogReader.read(connection);
            }
            assertThat(SyntheticRows.fill(
                            database.server(), database.name(), catalog, DatabaseFacts.NONE, table -> rows))
                    .isEmpty();
            try (Session session = Session.of(database.connect())) {
                for (Table table : catalog.tables()) {
                    assertThat(session.rows("select count(*) from " + table.name())
                                    .single())
                            .isEqualTo(String.valueOf(rows));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyTypeHasValues(int version) throws SQLException {
        filled(version, TYPES, 300);
    }

    @Test
    void fewRowsOfManyThatBreakACheckAreMended() throws SQLException {
        filled(18, """
                create table many (id integer primary key, note text, code char(3),
                    amount integer not null check (amount > 0));
                """, 25_000);
    }

    @Test
    void keysOfExpressionsAndSmallTypesTellRowsApart() throws SQLException {
        filled(18, """
                create table members (id smallint primary key, mail text not null, nick varchar(3) unique, left_on date);
                create unique index on members (lower(mail)) where left_on is null;
                create unique index on members ((1)) where mail = '';
                create table rooms (id integer primary key, taken int4range not null, exclude using gist (taken with &&));
                """, 400);
    }

    @Test
    void checksAreKept() throws SQLException {
        filled(18, """
                create table plans (id integer primary key, parent integer references plans);
                create table orders (
                    id integer primary key check (id <> 1),
                    plan integer references plans,
                    other integer references plans,
                    state text not null check (state in ('open', 'paid', 'over')),
                    stars integer check (stars between 1 and 5),
                    mark text check (mark in ('', 'x')) check (length(mark) < 1),
                    code varchar(8) check (code like 'AB%'),
                    sku text not null unique check (sku ~ '^[A-Z]{2}-[0-9]{4}$'),
                    loud text check (loud = upper(loud) and length(loud) = 6),
                    share numeric(3, 2) check (share >= 0 and share <= 1),
                    first date, last date,
                    check (first <= last),
                    check (plan is null or other is null),
                    check (id <> 7 or state = 'gone'),
                    check (code is not null or loud is not null));
                """, 500);
    }
}
