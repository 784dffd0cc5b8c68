create table orders (id bigint, made date not null) partition by range (made);
create table orders_default partition of orders default;
alter table orders detach partition orders_default;
create table events (id bigint) partition by hash (id);
create table events_0 partition of events for values with (modulus 1, remainder 0);
