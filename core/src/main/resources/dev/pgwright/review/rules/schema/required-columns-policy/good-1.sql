create table orders (
    id bigint primary key,
    created_at date not null,
    updated_at timestamptz
);
create temporary table picked (id bigint);
