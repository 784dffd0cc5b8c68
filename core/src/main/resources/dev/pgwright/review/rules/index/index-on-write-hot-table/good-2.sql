-- @before
create table readings (id bigint primary key, code text not null);
-- @table public.readings 900000000 90000000000 20 4000
-- @migration V2
-- a constraint is no matter of weighing
create unique index concurrently readings_code on readings (code);
create table notes (id bigint primary key, reading_id bigint not null);
create index notes_reading on notes (reading_id);
