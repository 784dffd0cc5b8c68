create table orders (id bigint, made date not null) partition by range (made);
create table orders_2026 partition of orders for values from ('2026-01-01') to ('2027-01-01');
create table orders_later partition of orders for values from ('2027-01-01') to (maxvalue);
