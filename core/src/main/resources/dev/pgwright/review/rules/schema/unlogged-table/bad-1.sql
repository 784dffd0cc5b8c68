-- @finds carts is unlogged: a crash empties it
create unlogged table carts (
    id bigint primary key,
    items jsonb not null
);
