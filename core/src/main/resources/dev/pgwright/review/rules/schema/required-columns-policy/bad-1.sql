-- @finds orders lacks updated_at, which the project demands of every table
create table orders (
    id bigint primary key,
    created_at timestamptz not null
);
