-- the partitions are empty, too
-- @table shop.Events 0 16384
-- @use shop.Events 0 0 0 1200 0 1200 0
create schema shop;
-- @finds shop.Events holds no rows, and all that were added are deleted
create table shop."Events" (at timestamptz not null, what text not null) partition by range (at);
create table shop.events_2026 partition of shop."Events" for values from ('2026-01-01') to ('2027-01-01');
create table shop.events_2027 partition of shop."Events" for values from ('2027-01-01') to ('2028-01-01');
