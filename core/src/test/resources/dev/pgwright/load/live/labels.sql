create schema "Odd";
create table "Odd"."T" (id integer, "a b" text);
create view v as select id from "Odd"."T";
create materialized view m as select id from "Odd"."T";
create sequence s;
create type "Odd".colour as enum ('red');
create domain positive as integer check (value > 0);
create function f(a integer, "B" "Odd".colour) returns integer language sql return a;
create procedure p() language sql as 'select 1';
create aggregate total(integer) (sfunc = int4pl, stype = integer);
create function note() returns event_trigger language plpgsql as 'begin end';
create event trigger noted on ddl_command_end execute function note();
create publication "Pub" for table "Odd"."T";
create foreign data wrapper w;
create server far foreign data wrapper w;
create foreign table "Far" (id integer) server far;

-- what SECURITY LABEL would do, if there were a provider
set allow_system_table_mods = on;
insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
values ('"Odd"."T"'::regclass, 'pg_class'::regclass, 0, 'Guard', 'it''s secret'),
       ('"Odd"."T"'::regclass, 'pg_class'::regclass, 2, 'Guard', 'it''s secret'),
       ('v'::regclass, 'pg_class'::regclass, 0, 'Guard', 'x'),
       ('m'::regclass, 'pg_class'::regclass, 0, 'Guard', 'x'),
       ('s'::regclass, 'pg_class'::regclass, 0, 'Guard', 'x'),
       ('"Far"'::regclass, 'pg_class'::regclass, 0, 'Guard', 'x'),
       ('"Odd"'::regnamespace, 'pg_namespace'::regclass, 0, 'Guard', 'x'),
       ('"Odd".colour'::regtype, 'pg_type'::regclass, 0, 'Guard', 'x'),
       ('positive'::regtype, 'pg_type'::regclass, 0, 'Guard', 'x'),
       ('f'::regproc, 'pg_proc'::regclass, 0, 'Guard', 'x'),
       ('p'::regproc, 'pg_proc'::regclass, 0, 'Guard', 'x'),
       ('total'::regproc, 'pg_proc'::regclass, 0, 'Guard', 'x'),
       ((select oid from pg_language where lanname = 'plpgsql'), 'pg_language'::regclass, 0, 'Guard', 'x'),
       ((select oid from pg_event_trigger where evtname = 'noted'), 'pg_event_trigger'::regclass, 0, 'Guard', 'x'),
       ((select oid from pg_publication where pubname = 'Pub'), 'pg_publication'::regclass, 0, 'Guard', 'x');
reset allow_system_table_mods;
