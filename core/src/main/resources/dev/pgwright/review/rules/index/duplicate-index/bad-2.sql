create schema "Shop";
create table "Shop".orders (id bigint primary key, placed_at timestamptz, status text, total numeric, note text);
create index orders_open on "Shop".orders (placed_at desc, lower(status)) include (total, note) where status = 'open';
-- @finds orders_open_again of Shop.orders is the same index as orders_open
create index orders_open_again on "Shop".orders using btree (placed_at desc nulls first, lower(status)) include (note, total)
    where (status = 'open'::text);
-- nobody may use it as an arbiter but for its uniqueness
create unique index orders_total on "Shop".orders (total);
-- @finds orders_total_2 of Shop.orders is the same index as orders_total
create index orders_total_2 on "Shop".orders (total);
