create table orders (id bigint, placed_at timestamptz, primary key (id, placed_at)) partition by range (placed_at);
create table orders_2025 partition of orders for values from ('2025-01-01') to ('2026-01-01');
create table orders_2026 partition of orders for values from ('2026-01-01') to ('2027-01-01');
