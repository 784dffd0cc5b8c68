-- @before
create schema rail;
create table rail.trains (id bigint primary key);
create table public.stops (id bigint primary key);
create view public."Open" as select 1 as one;
-- @migration 2
with late as (select 1 as id)
-- @finds which stops
delete from stops using late, rail.trains where stops.id = late.id and trains.id = 1;
drop view if exists
-- @finds which Open
    "Open", rail.nothing;
