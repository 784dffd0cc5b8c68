-- @holder 340 snapshot orders session 4711 of reports, active
-- @holder 2 none orders:w session 4712 of app, active
-- @before
create table orders (id bigint primary key, at date);
-- @migration 2
-- a reader is not in the way of SHARE, and a transaction of two seconds is not long
create index on orders (at);
