package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each statement is folded and run on a server: both know the same afterwards, and refuse the same. */
class SchemaFoldTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void tablesAreMadeAsTheServerMakesThem(int version) throws SQLException {
        check(version, """
                create schema shop;
                set search_path = shop, public;
                create table customers (id bigserial primary key, email varchar(200) not null unique,
                    name text default 'x', born date check (born > '1900-01-01'), unique (email, name));
                create table "Order" (id int generated always as identity, customer_id bigint references customers,
                    "Total" numeric(10, 2) not null default 0 check ("Total" >= 0), primary key (id),
                    constraint same check (id > 0 and customer_id > 0));
                create index on "Order" (customer_id, lower("Total"::text));
                create index on customers (name desc) where email is not null;
                alter table customers add column phone text, add constraint phone_key unique (phone);
                alter table customers alter column phone set not null, alter column name drop default;
                alter table "Order" rename column "Total" to total;
                alter table customers rename to clients;
                drop table public.missing;
                alter table clients add column phone int;
                create table clients (id int);
                alter table clients drop column id;
                alter table "Order" drop constraint missing;
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void whatIsRolledBackIsAsItWas(int version) throws SQLException {
        check(version, """
                create table a (id int primary key);
                begin;
                alter table a add column b int;
                savepoint s;
                drop table a;
                rollback to s;
                alter table a add column c int;
                commit;
                begin;
                create table x (id int references a);
                drop table a cascade;
                rollback;
                """);
    }

    private static void check(int version, String sql) throws SQLException {
        Agreement.Result result = Agreement.of(version, sql);
        assertThat(result.disagreements()).isEmpty();
        assertThat(result.structuralDifferences()).isEmpty();
    }
}
