create table orders (
    placed_at timestamptz not null,
    id bigint,
    note text,
-- @finds The primary key of orders (id) does not stand in front of the other columns
    primary key (id)
);
