-- @table orders 212000000 41000000000
-- @before
create table orders (id bigint primary key, placed_at timestamptz);
create unique index concurrently orders_placed on orders (placed_at);
-- @migration 2
alter table orders alter column placed_at set not null;
alter table orders add constraint orders_placed_key unique using index orders_placed;
