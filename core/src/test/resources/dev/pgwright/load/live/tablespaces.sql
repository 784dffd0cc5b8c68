create schema "Odd";
create table "Odd"."T" (
    id integer,
    code text,
    during int4range,
    constraint "T_pkey" primary key (id) using index tablespace "law ""Space""",
    constraint "T_code_key" unique (code) with (fillfactor = 70) using index tablespace "law ""Space""",
    constraint "T_during_excl" exclude using gist (during with &&) using index tablespace "law ""Space"""
) tablespace "law ""Space""";
create index "T_lower" on "Odd"."T" (lower(code)) tablespace "law ""Space""" where id > 0;
create table usual (id integer primary key);
create index usual_moved on usual (id) tablespace "law ""Space""";
create materialized view sums tablespace "law ""Space""" as select count(*) as all from usual;
create index sums_all on sums ("all") tablespace "law ""Space""";
create table parted (id integer, day date) partition by range (day) tablespace "law ""Space""";
create table parted_there partition of parted for values from ('2026-01-01') to ('2027-01-01');
create table parted_here partition of parted for values from ('2027-01-01') to ('2028-01-01') tablespace pg_default;
create index parted_day on parted (day) tablespace "law ""Space""";
create index parted_id on parted (id);
