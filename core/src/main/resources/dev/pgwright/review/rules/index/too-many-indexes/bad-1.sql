-- @limit max-indexes 3
-- @finds orders has 4 indexes, and each new row is written to all of them
create table orders (id bigint primary key, a int unique, b int, c int);
create index orders_b on orders (b);
create index orders_c on orders (c);
