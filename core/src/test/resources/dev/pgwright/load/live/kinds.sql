-- the kinds that few schemas have, in a schema whose name needs quotes; for PostgreSQL 14 and later
create schema "Odd Schema";
create type "Odd Schema"."Point" as (x double precision, "y z" text collate "C", gone int);
alter type "Odd Schema"."Point" drop attribute gone;
comment on column "Odd Schema"."Point".x is 'Right';
comment on type "Odd Schema"."Point" is 'A point';
create type "Odd Schema".no_fields as ();
create function "Odd Schema".float_diff(a double precision, b double precision) returns double precision
    language sql immutable as 'select a - b';
create type "Odd Schema".float_range as range (subtype = double precision, subtype_diff = "Odd Schema".float_diff,
    multirange_type_name = "Odd Schema"."Many floats");
comment on type "Odd Schema".float_range is 'From, to';
create type "Odd Schema".text_range as range (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
create type "Odd Schema".canonical_range;
create function "Odd Schema".canon("Odd Schema".canonical_range) returns "Odd Schema".canonical_range
    language internal immutable strict as 'int4range_canonical';
create type "Odd Schema".canonical_range as range (subtype = integer, canonical = "Odd Schema".canon);

-- a type of its own, with operators, a class, casts
create type "Odd Schema".num;
create function "Odd Schema".num_in(cstring) returns "Odd Schema".num language internal immutable strict as 'int4in';
create function "Odd Schema".num_out("Odd Schema".num) returns cstring language internal immutable strict as 'int4out';
create type "Odd Schema".num (input = "Odd Schema".num_in, output = "Odd Schema".num_out, like = integer,
    category = 'N', default = '7');
comment on type "Odd Schema".num is 'A number';
create function "Odd Schema".num_lt("Odd Schema".num, "Odd Schema".num) returns boolean language internal immutable strict as 'int4lt';
create function "Odd Schema".num_eq("Odd Schema".num, "Odd Schema".num) returns boolean language internal immutable strict as 'int4eq';
create function "Odd Schema".num_gt("Odd Schema".num, "Odd Schema".num) returns boolean language internal immutable strict as 'int4gt';
create function "Odd Schema".num_cmp("Odd Schema".num, "Odd Schema".num) returns integer language internal immutable strict as 'btint4cmp';
create operator "Odd Schema".=== (leftarg = "Odd Schema".num, rightarg = "Odd Schema".num, function = "Odd Schema".num_eq,
    commutator = operator("Odd Schema".===), restrict = eqsel, join = eqjoinsel, hashes, merges);
create operator "Odd Schema".<<< (leftarg = "Odd Schema".num, rightarg = "Odd Schema".num, function = "Odd Schema".num_lt,
    commutator = operator("Odd Schema".>>>), restrict = scalarltsel, join = scalarltjoinsel);
create operator "Odd Schema".>>> (leftarg = "Odd Schema".num, rightarg = "Odd Schema".num, function = "Odd Schema".num_gt,
    commutator = operator("Odd Schema".<<<));
create operator "Odd Schema".@@@ (rightarg = "Odd Schema".num, function = "Odd Schema".num_out);
comment on operator "Odd Schema".@@@ (none, "Odd Schema".num) is 'Shows it';
create operator family "Odd Schema".num_family using btree;
create operator class "Odd Schema".num_ops default for type "Odd Schema".num using btree family "Odd Schema".num_family as
    operator 1 "Odd Schema".<<<, operator 3 "Odd Schema".===, operator 5 "Odd Schema".>>>,
    function 1 "Odd Schema".num_cmp("Odd Schema".num, "Odd Schema".num);
comment on operator class "Odd Schema".num_ops using btree is 'Order';
create function "Odd Schema".num_int_cmp("Odd Schema".num, integer) returns integer language internal immutable strict as 'btint4cmp';
alter operator family "Odd Schema".num_family using btree add function 1 ("Odd Schema".num, integer) "Odd Schema".num_int_cmp("Odd Schema".num, integer);
create operator class "Odd Schema".alone for type "Odd Schema".num using hash as operator 1 "Odd Schema".===;
create cast ("Odd Schema".num as integer) without function as assignment;
create cast (integer as "Odd Schema".num) with inout;
comment on cast ("Odd Schema".num as integer) is 'The same bits';
create type "Odd Schema".ranged as range (subtype = "Odd Schema".num, subtype_opclass = "Odd Schema".num_ops);

create collation "Odd Schema".german (provider = icu, locale = 'de', deterministic = false);
comment on collation "Odd Schema".german is 'ß';
create collation "Odd Schema".plain (provider = libc, lc_collate = 'C', lc_ctype = 'C');
create conversion "Odd Schema".conv for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion "Odd Schema".conv is 'Up';
create text search dictionary "Odd Schema".plain (template = simple, stopwords = english, accept = false);
comment on text search dictionary "Odd Schema".plain is 'Words';
create text search configuration "Odd Schema".words (parser = default);
alter text search configuration "Odd Schema".words add mapping for asciiword, word with "Odd Schema".plain, simple;
alter text search configuration "Odd Schema".words add mapping for numword with simple;
comment on text search configuration "Odd Schema".words is 'Config';
create text search parser "Odd Schema".parser (start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end,
    lextypes = prsd_lextype, headline = prsd_headline);
create text search template "Odd Schema".template (init = dsimple_init, lexize = dsimple_lexize);
create access method heap2 type table handler heap_tableam_handler;
comment on access method heap2 is 'Heap again';
create language plsame handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
create function "Odd Schema".from_hstoreish(internal) returns internal language internal immutable strict as 'int4in';

-- aggregates
create function "Odd Schema".join_texts(state text, item text) returns text language sql immutable as $$ select state || item $$;
create aggregate "Odd Schema".joined(text) (sfunc = "Odd Schema".join_texts, stype = text, initcond = 'a''b', parallel = safe);
comment on aggregate "Odd Schema".joined(text) is 'All of them';
create aggregate "Odd Schema".largest(value integer) (sfunc = int4larger, stype = integer, sortop = operator(pg_catalog.>), combinefunc = int4larger);
create aggregate "Odd Schema".how_many(*) (sfunc = int8inc, stype = bigint, initcond = '0',
    msfunc = int8inc, minvfunc = int8dec, mstype = bigint, minitcond = '0');
create aggregate "Odd Schema".middle(double precision order by anyelement) (sfunc = ordered_set_transition, stype = internal,
    finalfunc = percentile_disc_final, finalfunc_extra);
create function "Odd Schema".rank_of() returns bigint language internal window immutable strict as 'window_rank';

-- tables with what few have
create table "Odd Schema"."Täble" (
    id bigint generated always as identity,
    gone int, big text, small text, doc jsonb, "Kind" text not null default 'k', owner_name name,
    n "Odd Schema".num, p "Odd Schema"."Point", r "Odd Schema".float_range, m "Odd Schema"."Many floats",
    s text collate "Odd Schema".german,
    words tsvector generated always as (to_tsvector('"Odd Schema".words', small)) stored,
    constraint "The Key" primary key (id) with (fillfactor = 80),
    constraint "Only one" unique ("Kind", small) include (big) with (fillfactor = 81) deferrable,
    check (n operator("Odd Schema".===) n)
);
alter table "Odd Schema"."Täble" drop column gone;
comment on index "Odd Schema"."The Key" is 'Index of the key';
comment on sequence "Odd Schema"."Täble_id_seq" is 'Numbers';
alter table "Odd Schema"."Täble" alter big set storage external, alter small set statistics 7,
    alter small set (n_distinct = -0.5), alter doc set compression pglz, alter id set statistics 0;
create unique index by_kind on "Odd Schema"."Täble" ("Kind");
create index by_expression on "Odd Schema"."Täble" (lower(small), (id + 1)) ;
alter index "Odd Schema".by_expression alter column 2 set statistics 55;
create index by_num on "Odd Schema"."Täble" (n);
create index by_sign on "Odd Schema"."Täble" using gist (words tsvector_ops (siglen = 100));
alter table "Odd Schema"."Täble" replica identity using index by_kind;
alter table "Odd Schema"."Täble" cluster on "The Key";
create table "Odd Schema".full_identity (a int);
alter table "Odd Schema".full_identity replica identity full;
create table "Odd Schema".other_method (a int) using heap2 with (fillfactor = 50);
create table "Odd Schema".typed of "Odd Schema"."Point" (x not null, primary key (x));
create table "Odd Schema".storing (a text, b text);
alter table "Odd Schema".storing alter a set storage main;
create table "Odd Schema".storing_child (c int) inherits ("Odd Schema".storing);
alter table "Odd Schema".storing_child alter a set storage plain;
create statistics "Odd Schema".facts (ndistinct, dependencies) on "Kind", small from "Odd Schema"."Täble";
create statistics "Odd Schema".of_expressions on (lower(small)), (id % 10) from "Odd Schema"."Täble";
alter statistics "Odd Schema".facts set statistics 300;
comment on statistics "Odd Schema".facts is 'Together';
create domain "Odd Schema".checked as integer constraint positive check (value > 0);
comment on constraint positive on domain "Odd Schema".checked is 'More than nothing';

-- partitions that differ
create table "Odd Schema".log (id int not null, at date not null, txt text, note text,
    constraint log_key primary key (id, at)) partition by range (at);
create index on "Odd Schema".log (txt, lower(note));
create index log_named on "Odd Schema".log using hash (txt);
create table "Odd Schema".log_1 partition of "Odd Schema".log for values from ('2024-01-01') to ('2025-01-01');
create table "Odd Schema".log_2 (note text, gone int, txt text, at date not null, id int not null,
    constraint "Own key" primary key (id, at) with (fillfactor = 60));
alter table "Odd Schema".log_2 drop column gone;
create index "own name" on "Odd Schema".log_2 (txt, lower(note)) with (fillfactor = 66);
alter table "Odd Schema".log attach partition "Odd Schema".log_2 for values from ('2025-01-01') to ('2026-01-01');
comment on index "Odd Schema"."own name" is 'Of this partition';
create table "Odd Schema".log_3 partition of "Odd Schema".log default partition by hash (id);
create table "Odd Schema".log_3_0 partition of "Odd Schema".log_3 for values with (modulus 1, remainder 0) with (fillfactor = 30);
alter index "Odd Schema".log_3_0_txt_idx rename to renamed;
alter table "Odd Schema".log_1 alter txt set storage external;

-- views
create view "Odd Schema".v as select id, "Kind" from "Odd Schema"."Täble";
alter view "Odd Schema".v alter "Kind" set default 'from view';
create rule "On insert" as on insert to "Odd Schema".v do instead insert into "Odd Schema"."Täble" ("Kind") values (new."Kind");
comment on rule "On insert" on "Odd Schema".v is 'Writes';
create rule nothing as on delete to "Odd Schema"."Täble" where old.id = 1 do instead nothing;
alter table "Odd Schema"."Täble" disable rule nothing;
create materialized view "Odd Schema".m using heap2 with (fillfactor = 44) as select id, small from "Odd Schema"."Täble";
create unique index m_id on "Odd Schema".m (id);
alter materialized view "Odd Schema".m cluster on m_id;
alter materialized view "Odd Schema".m alter small set statistics 3, alter small set storage external;

-- foreign data
create foreign data wrapper "W" options (debug 'true');
comment on foreign data wrapper "W" is 'Elsewhere';
create server far type 'x' version '1' foreign data wrapper "W" options (host 'h', port '1');
comment on server far is 'Over there';
create user mapping for public server far options ("user" 'u', password 'secret');
create foreign table "Odd Schema".far_table (id int options (column_name 'ID') not null, t text collate "C" default 'x',
    constraint positive check (id > 0)) server far options (table_name 'tt');
comment on foreign table "Odd Schema".far_table is 'Not here';
comment on column "Odd Schema".far_table.t is 'Text';
create table "Odd Schema".mixed (a int) partition by list (a);
create foreign table "Odd Schema".mixed_1 partition of "Odd Schema".mixed for values in (1) server far;

-- row security
create table "Odd Schema".guarded (id int, who name);
alter table "Odd Schema".guarded enable row level security;
alter table "Odd Schema".guarded force row level security;
create policy mine on "Odd Schema".guarded using (who = current_user) with check (id > 0);
create policy "No deletes" on "Odd Schema".guarded as restrictive for delete to public using (false);
create policy inserts on "Odd Schema".guarded for insert with check (id > 1);
comment on policy mine on "Odd Schema".guarded is 'Own rows';

-- replication and events
create publication all_of_it for all tables with (publish = 'insert, delete');
create publication "some" for table "Odd Schema"."Täble", "Odd Schema".log with (publish_via_partition_root = true);
comment on publication "some" is 'Two';
create publication "nothing";
create subscription away connection 'host=nowhere.invalid dbname=x user=u' publication a, b
    with (connect = false, slot_name = 'a_slot', synchronous_commit = 'off', binary = true);
create function "Odd Schema".on_ddl() returns event_trigger language plpgsql as $$ begin null; end $$;
create event trigger "E" on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute function "Odd Schema".on_ddl();
comment on event trigger "E" is 'Watches';
create event trigger off on sql_drop execute function "Odd Schema".on_ddl();
alter event trigger off disable;
