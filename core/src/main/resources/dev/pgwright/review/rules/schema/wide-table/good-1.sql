-- @limit max-columns 5
create table customers (
    id bigint primary key,
    name text not null,
    street text,
    city text,
    country text
);
