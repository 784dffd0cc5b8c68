create table orders (
    id bigint,
    placed_at timestamptz,
    primary key (id, placed_at)
) partition by range (placed_at);
create table orders_2026 partition of orders for values from ('2026-01-01') to ('2027-01-01');
alter table orders_2026 add constraint orders_2026_id unique (id);
