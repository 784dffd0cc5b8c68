create table orders (
    id bigint primary key,
-- @finds placed_at is timestamptz(0), which rounds to whole seconds
    placed_at timestamptz(0) not null default now(),
-- @finds paid_at is timestamp(3), which rounds to 3 digits of a second
    paid_at timestamp(3)
);
