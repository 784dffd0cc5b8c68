create table orders (id bigint primary key, a int, b int, c int, d int, e int, f int);
-- @finds orders_all of orders has 4 keys, each of which makes it larger and an update of it dearer
create index orders_all on orders (a, b, c, d);
-- @finds orders_key of orders has 6 keys
alter table orders add constraint orders_key unique (a, b, c, d, e, f);
