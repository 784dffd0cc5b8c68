create table orders (
    id bigint primary key,
    placed_at timestamptz not null default now(),
    paid_at timestamptz(6),
    day date not null
);
