-- @fails 0A000
create table orders (
-- @finds PostgreSQL refuses orders_pkey, as orders is partitioned by placed_at
    id bigint primary key,
    placed_at timestamptz not null
) partition by range (placed_at);
