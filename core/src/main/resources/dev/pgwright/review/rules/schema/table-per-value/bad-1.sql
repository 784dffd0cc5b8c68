create table orders_2025 (id bigint primary key, placed_at timestamptz not null);
-- @finds orders_2026 has the columns of orders_2025: what tells them apart is in their names alone
create table orders_2026 (placed_at timestamptz not null, id bigint primary key);
