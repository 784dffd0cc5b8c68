create table readings (sensor_id bigint, at timestamptz, value real) partition by range (at);
-- no partition lacks anything
create index readings_sensor on only readings (sensor_id);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create table orders (id bigint primary key, customer_id bigint);
create index concurrently orders_customer on orders (customer_id);
