create table orders (
    id bigint constraint "Key" primary key,
    placed_at timestamptz not null,
    line2 text
);
create index "By Time" on orders (placed_at);
create temporary table "Picked" (id bigint);
