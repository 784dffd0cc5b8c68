-- @table depot.pallets 5000000 2000000000
-- @before
create schema depot;
create table depot.pallets (id bigint primary key, code text);
-- @migration 2
-- @finds depot.pallets
vacuum (full) depot.pallets;
