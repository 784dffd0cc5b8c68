-- @table orders_new 0 0
-- @before
create table orders (day date not null) partition by range (day);
create table orders_all (day date not null);
create table orders_new (day date not null);
-- @migration 2
-- the first partition, as the default, takes whatever there is
alter table orders attach partition orders_all default;
-- an empty table is read in no time
alter table orders attach partition orders_new for values from ('2026-01-01') to ('2027-01-01');
