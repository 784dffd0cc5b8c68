package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners and privileges after statements are those that a server has after them. */
class AccessFoldTest {
    private static final List<String> ROLES = List.of("fold_owner", "fold_app", "Fold Reader", "fold_other");

    @ParameterizedTest
    @ValueSource(ints = {18, 15, 14})
    void privilegesAreGivenAndTakenAsTheServerDoes(int version) throws SQLException {
        check(version, """
                create schema shop;
                create table shop.orders (id serial primary key, note text, total int);
                create view shop.v as select * from shop.orders;
                create materialized view shop.m as select 1 as one;
                create sequence shop.s;
                create function shop.f(a int, out b int) returns int language sql as 'select 1';
                create procedure shop.p(inout x int) language plpgsql as 'begin end';
                create aggregate shop.agg(int) (sfunc = int4pl, stype = int);
                create type shop.mood as enum ('a');
                create type shop.pair as (a int);
                create domain shop.positive as int;
                grant usage on schema shop to fold_app, "Fold Reader";
                grant all on schema shop to fold_other with grant option;
                grant select, insert on shop.orders to fold_app;
                grant select on table shop.v, shop.m to public;
                grant all on shop.orders to "Fold Reader" with grant option;
                grant select (id, note), update (note) on shop.orders to fold_other;
                grant all (total) on shop.orders to fold_other;
                grant usage on sequence shop.s to fold_app;
                grant all on shop.s to fold_other;
                grant usage on shop.orders_id_seq to fold_app;
                grant select, insert on shop.s to "Fold Reader";
                grant execute on function shop.f(int) to fold_app;
                revoke execute on function shop.f(int), shop.agg(int) from public;
                revoke all on procedure shop.p from public;
                grant execute on routine shop.p to fold_app;
                grant usage on type shop.mood, shop.pair to fold_app;
                revoke usage on domain shop.positive from public;
                revoke insert on shop.orders from fold_app;
                revoke grant option for select, update on shop.orders from "Fold Reader";
                revoke select on shop.orders from fold_other;
                revoke all on shop.missing from fold_app;
                grant select on shop.missing to fold_app;
                grant select on missing.t to fold_app;
                grant execute on shop.orders to fold_app;
                grant usage on sequence shop.orders to fold_app;
                grant select (missing) on shop.orders to fold_app;
                grant delete (id) on shop.orders to fold_app;
                grant select on shop.orders to public with grant option;
                grant usage on schema nowhere to fold_app;
                grant insert on schema shop to fold_app;
                grant select on shop.orders_pkey to fold_app;
                grant select on shop.pair to fold_app;
                revoke create on schema public from public;
                grant create on schema public to fold_app;
                grant usage on type shop.nothing to fold_app;
                revoke all on shop.v from public;
                revoke all on shop.orders from current_user;
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void whatAnotherRoleGaveGoesWithItsRightToGive(int version) throws SQLException {
        check(version, """
                create table t (id int, a int);
                grant select, update on t to fold_owner with grant option;
                set session authorization fold_owner;
                grant select, update on t to fold_app with grant option;
                reset session authorization;
                set role fold_app;
                grant select on t to "Fold Reader";
                reset role;
                revoke select on t from fold_owner;
                revoke grant option for select on t from fold_owner cascade;
                begin;
                set local role fold_owner;
                grant update on t to fold_other;
                commit;
                grant select on t to fold_other;
                revoke update on t from fold_owner cascade;
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15, 14})
    void defaultPrivilegesAreWhatNewObjectsGet(int version) throws SQLException {
        check(version, """
                create schema a;
                create schema b;
                create table a.before (id int);
                alter default privileges grant select on tables to fold_app;
                alter default privileges in schema a grant all on tables to fold_other;
                alter default privileges in schema a grant select on tables to "Fold Reader" with grant option;
                alter default privileges revoke execute on functions from public;
                alter default privileges in schema a grant execute on routines to fold_app;
                alter default privileges grant usage on sequences to fold_app;
                alter default privileges revoke usage on types from public;
                alter default privileges grant usage on schemas to fold_app;
                alter default privileges for role fold_owner in schema b grant insert on tables to fold_app;
                alter default privileges in schema missing grant select on tables to fold_app;
                alter default privileges grant execute on tables to fold_app;
                create schema c;
                create table a.t (id serial, n int generated always as identity);
                create table b.t (id int);
                create view a.v as select 1 as one;
                create materialized view b.m as select 1 as one;
                create sequence a.s;
                create function a.f() returns int language sql as 'select 1';
                create procedure b.p() language plpgsql as 'begin end';
                create type a.mood as enum ('x');
                create type b.pair as (a int);
                create domain a.d as int;
                create table b.typed of b.pair;
                grant create, usage on schema b to fold_owner;
                set role fold_owner;
                create table b.of_owner (id int);
                reset role;
                alter default privileges in schema a revoke all on tables from fold_other;
                alter default privileges grant execute on functions to public;
                alter default privileges revoke select on tables from fold_app;
                create table a.later (id int);
                create function a.g() returns int language sql as 'select 1';
                create or replace function a.f() returns int language sql as 'select 2';
                alter schema a rename to z;
                drop schema b cascade;
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15, 14})
    void ownersChangeWithAllThatIsTheirs(int version) throws SQLException {
        check(version, """
                create schema shop;
                create schema authorization fold_owner;
                create schema if not exists other authorization fold_app;
                create schema made authorization fold_owner
                    create table t (id int) create view v as select 1 as one
                    grant select on t to fold_app;
                create table shop.t (id serial primary key, n int generated always as identity, note text);
                create sequence shop.free;
                create view shop.v as select 1 as one;
                create materialized view shop.m as select 1 as one;
                create function shop.f(x int) returns int language sql as 'select 1';
                create procedure shop.p() language plpgsql as 'begin end';
                create aggregate shop.agg(*) (sfunc = int8inc, stype = int8, initcond = '0');
                create type shop.mood as enum ('x');
                create type shop.pair as (a int);
                create domain shop.d as int;
                grant select on shop.t to fold_owner with grant option;
                grant update (note) on shop.t to fold_app;
                grant select on shop.t to fold_app;
                alter table shop.t owner to fold_owner;
                alter sequence shop.t_id_seq owner to fold_app;
                alter sequence shop.free owner to fold_app;
                alter view shop.v owner to fold_owner;
                alter materialized view shop.m owner to fold_owner;
                alter function shop.f(int) owner to fold_owner;
                alter procedure shop.p owner to fold_owner;
                alter aggregate shop.agg(*) owner to fold_owner;
                alter type shop.mood owner to fold_owner;
                alter type shop.pair owner to fold_owner;
                alter domain shop.d owner to fold_owner;
                alter type shop.t owner to fold_owner;
                alter domain shop.mood owner to fold_owner;
                alter type shop.missing owner to fold_owner;
                alter table shop.missing owner to fold_owner;
                alter schema shop owner to fold_owner;
                alter schema missing owner to fold_owner;
                revoke execute on function shop.f(int) from public;
                alter function shop.f(int) owner to fold_app;
                alter table shop.t rename to tt;
                alter table shop.tt set schema public;
                alter table public.tt rename column note to remark;
                drop view shop.v;
                create view shop.v as select 2 as one;
                reassign owned by fold_app to fold_other;
                alter table public.tt owner to current_user;
                begin;
                alter table public.tt owner to fold_app;
                grant all on public.tt to public;
                alter default privileges grant all on tables to fold_app;
                set role fold_owner;
                rollback;
                create table public.after (id int);
                begin;
                grant select on public.after to fold_app;
                savepoint s;
                revoke select on public.after from fold_app;
                grant insert (id) on public.after to fold_app;
                rollback to s;
                commit;
                alter table public.tt drop column remark;
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void allInASchemaAreThoseThatThereAreNow(int version) throws SQLException {
        check(version, """
                create schema "My Shop";
                set search_path = "My Shop";
                create table t (id serial) partition by range (id);
                create table t1 partition of t for values from (1) to (10);
                create view v as select 1 as one;
                create sequence s;
                create function f() returns int language sql as 'select 1';
                create procedure p() language plpgsql as 'begin end';
                grant select on all tables in schema "My Shop" to fold_app;
                grant usage, select on all sequences in schema "My Shop" to fold_app;
                revoke execute on all functions in schema "My Shop" from public;
                grant execute on all procedures in schema "My Shop" to fold_app;
                grant execute on all routines in schema "My Shop" to fold_other;
                create table later (id int);
                grant select on all tables in schema missing to fold_app;
                revoke all on all tables in schema "My Shop" from fold_app;
                create policy mine on later to "Fold Reader", fold_other using (true);
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void routinesHaveThePropertiesThatTheyWereGivenLast(int version) throws SQLException {
        Agreement.Result result = Agreement.of(version, ROLES_THERE + """
                create function f(begin_at int) returns int language sql security definer set work_mem = '1MB'
                    set search_path = pg_catalog, pg_temp cost 5 as 'select 1';
                alter function f(int) security invoker stable strict leakproof parallel safe;
                alter function f(int) reset work_mem;
                alter function f(int) cost 77;
                create function g() returns setof int as 'select 1' language sql;
                alter function g set search_path to 'a b', public;
                alter function g security definer rows 3;
                alter routine g set search_path = pg_catalog;
                create procedure p() language plpgsql set work_mem = '2MB' set search_path = public as 'begin end';
                alter procedure p security definer;
                alter procedure p reset all;
                create function h(a int) returns int immutable return a + 1;
                alter function h(int) security definer set search_path = '';
                alter function missing() security definer;
                """);
        assertThat(result.disagreements()).isEmpty();
        assertThat(properties(result.folded())).isEqualTo(properties(result.read()));
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15, 14})
    void aSchemaThatIsReadAndFoldedAgainHasTheSameAccess(int version) throws SQLException {
        Agreement.Result result = Agreement.of(version, ROLES_THERE + """
                create schema shop authorization fold_owner;
                create table shop.t (id serial, note text);
                alter table shop.t owner to fold_owner;
                grant select on shop.t to fold_app with grant option;
                grant update (note) on shop.t to "Fold Reader";
                create function shop.f() returns int language sql as 'select 1';
                revoke execute on function shop.f() from public;
                alter default privileges for role fold_owner in schema shop grant select on tables to fold_app;
                alter default privileges revoke execute on functions from public;
                revoke create on schema public from public;
                set session authorization fold_app;
                grant select on shop.t to fold_other;
                reset session authorization;
                """);
        Catalog again = SchemaFold.from(result.read(), version).catalog();
        assertThat(again.access()).isEqualTo(result.read().access());
    }

    /** Roles are the cluster's, not the database's. */
    private static final String ROLES_THERE = rolesThere();

    private static String rolesThere() {
        StringBuilder sql = new StringBuilder("do $$ begin\n");
        for (String role : ROLES) {
            sql.append("if not exists (select from pg_roles where rolname = '")
                    .append(role)
                    .append("') then create role \"")
                    .append(role)
                    .append("\"; end if;\n");
        }
        return sql.append("end $$;\n").toString();
    }

    /** The options of each routine but its language and body. */
    private static List<String> properties(Catalog catalog) {
        List<String> found = new ArrayList<>();
        catalog.routines().forEach(routine -> {
            CreateFunctionStmt create = (CreateFunctionStmt)
                    Sql.parseStatement(routine.definition()).tree();
            TreeSet<String> options = new TreeSet<>();
            for (Node node : create.options()) {
                if (node instanceof DefElem option && !List.of("as", "language").contains(option.defname())) {
                    String value = option.arg() instanceof dev.pgwright.sql.tree.VariableSetStmt set
                            ? set.name() + " "
                                    + set.args().stream().map(Options::text).toList()
                            : Options.text(option.arg());
                    options.add(option.defname() + " " + value);
                    // the server does not print what is so anyway
                    options.remove("security false");
                }
            }
            found.add(routine.name() + " " + options);
        });
        return found;
    }

    private static void check(int version, String sql) throws SQLException {
        Agreement.Result result = Agreement.of(version, ROLES_THERE + sql);
        List<String> differences = new ArrayList<>(result.disagreements());
        differences.addAll(result.structuralDifferences());
        assertThat(String.join("\n", differences)).isEmpty();
        assertThat(result.folded().access()).isEqualTo(result.read().access());
    }
}
