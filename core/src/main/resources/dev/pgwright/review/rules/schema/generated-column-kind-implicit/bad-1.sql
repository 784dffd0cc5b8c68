create table orders (
    id bigint primary key,
    net numeric not null,
-- @finds A generated column says neither STORED nor VIRTUAL: it is VIRTUAL, computed at every read, and cannot be indexed
    gross numeric generated always as (net * 1.19),
-- @finds says neither
    half numeric generated always as ((net + (1)) / 2) /* stored */ check (half > 0)
);
