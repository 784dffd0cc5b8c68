-- @unfixed a column of a constrained domain is rewritten without any default that could be set apart
-- @before
create domain positive as integer check (value > 0);
create table parcels (id bigint primary key);
-- @migration 2
alter table parcels
    add column weight integer default 1,
-- @finds its type has constraints
    add column height positive;
