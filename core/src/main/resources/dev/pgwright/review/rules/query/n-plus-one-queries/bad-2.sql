-- @query queryid 7: select "Id", placed_at from shop."Order" where customer_id = $1
-- @counts 9000 90000 3 60000 400000 0 0.002
-- @query queryid 8: select line, total from shop.lines where order_id = $1
-- @counts 60100 70000 1 300000 400000 0 0.002
create schema shop;
-- @says queryid 8 was called 60100 times, as often as queryid 7 gave rows of shop.Order
create table shop."Order" ("Id" bigint primary key, customer_id bigint not null, placed_at timestamptz not null);
create table shop.lines (order_id bigint not null references shop."Order", line int not null, total int not null);
