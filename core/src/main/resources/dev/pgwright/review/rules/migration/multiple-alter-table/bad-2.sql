-- @before
create schema "Sea";
create table "Sea"."Boat" (id bigint primary key, length_m integer, draft integer);
create table ports (id bigint primary key);
-- @migration 2
alter table "Sea"."Boat" alter column length_m type bigint;
alter table ports add column name text;
-- @finds each of which waits for its lock anew
alter table "Sea"."Boat" alter column draft type bigint;
-- @finds change public.ports
alter table public.ports add column berths integer;
