create table orders (id bigint, made date not null) partition by range (made);
create table orders_2026 partition of orders for values from ('2026-01-01') to ('2027-01-01');
-- @finds orders_rest takes the rows that no other partition of orders does: each new partition scans it
create table orders_rest partition of orders default;
