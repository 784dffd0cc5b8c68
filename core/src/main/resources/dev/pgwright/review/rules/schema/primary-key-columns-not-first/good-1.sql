create table orders (
    id bigint primary key,
    placed_at timestamptz not null
);
create table lines (
    position int,
    order_id bigint,
    article text not null,
    primary key (order_id, position)
);
