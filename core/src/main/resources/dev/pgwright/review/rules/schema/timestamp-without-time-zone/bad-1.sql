create table orders (
    id bigint primary key,
-- @finds placed_at is timestamp, which says a time on a clock but not which clock
    placed_at timestamp not null default now(),
-- @finds paid_at is timestamp(6)
    paid_at timestamp(6),
    shipped_at timestamptz
);
