create table orders (id bigint primary key, a int, b int, c int, d int, e int);
create index orders_three on orders (a, b, c) include (d, e);
create unique index orders_key on orders (a, b, c, d, e);
