-- @table orders 212000000 41000000000
-- @index orders_placed_at orders 4000000000 1234
-- @index orders_note orders 4000000000 0
-- @query orders.sql:1: select placed_at, note from orders where placed_at > $1
-- @before
create table orders (id bigint primary key, placed_at date, note text);
create index orders_placed_at on orders (placed_at);
create index orders_note on orders (note);
-- @migration 2
create index concurrently orders_placed_note on orders (placed_at, note);
drop index concurrently orders_placed_at;
drop index concurrently orders_note;
