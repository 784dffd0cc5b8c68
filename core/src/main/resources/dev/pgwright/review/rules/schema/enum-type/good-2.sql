create table orders (
    id bigint primary key,
    status text not null check (status in ('new', 'paid', 'sent'))
);
create type address as (street text, town text);
