-- @limit max-indexes 2
create table orders (id bigint primary key, a int, b int);
create index orders_a on orders (a);
create index orders_b on orders (b);
drop index orders_a;
-- of each partition only one counts, that of the table
create table readings (id bigint, at timestamptz, primary key (id, at)) partition by range (at);
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
create index readings_at on readings (at);
