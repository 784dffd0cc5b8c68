-- functions of PostgreSQL that have the right types, as its own regression tests take them
create schema "Odd";
create type "Odd".pair as (a integer, b integer);
create transform for integer language sql (
    from sql with function pg_catalog.prsd_lextype(internal),
    to sql with function pg_catalog.int4recv(internal)
);
comment on transform for integer language sql is 'as PostgreSQL''s own tests make it';
create transform for "Odd".pair language plpgsql (from sql with function pg_catalog.prsd_lextype(internal));
