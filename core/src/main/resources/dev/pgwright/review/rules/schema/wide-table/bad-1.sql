-- @limit max-columns 5
-- @finds customers has 6 columns, more than 5
create table customers (
    id bigint primary key,
    name text not null,
    street text,
    city text,
    last_seen_at timestamptz,
    visits bigint
);
