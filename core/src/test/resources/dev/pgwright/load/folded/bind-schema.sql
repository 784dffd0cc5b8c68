create schema shop;
create type mood as enum ('calm', 'busy', 'closed');
create domain email as text check (value like '%@%');
create domain positive as integer not null check (value > 0);
create type address as (street text, town varchar(60), zip char(5));
create table customers (
    id bigint primary key,
    name text not null,
    nick varchar(20),
    mail email,
    code char(6),
    home address,
    tags text[],
    settings jsonb,
    raw json,
    born date,
    created_at timestamptz not null default now(),
    seen_at timestamp,
    feeling mood,
    balance numeric(12, 2) not null default 0,
    score real,
    active boolean not null default true,
    token uuid,
    spot point,
    host inet,
    valid daterange,
    level positive default 1
);
create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers,
    number integer not null,
    placed_at timestamptz not null,
    total numeric(12, 2) not null,
    discount numeric(12, 2),
    net numeric generated always as (total - discount) stored,
    note text,
    unique (customer_id, number)
);
create table lines (
    order_id bigint not null references orders,
    line smallint not null,
    product_id integer not null,
    quantity integer not null,
    price numeric(10, 2),
    primary key (order_id, line)
);
create table products (id integer primary key, name text not null unique, parent integer references products, attrs jsonb);
create table shop.customers (id integer primary key, title text, customer text);
create table events (id bigint, at timestamptz not null, kind text, body jsonb) partition by range (at);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create view busy as select c.id, c.name, count(*) as orders, sum(o.total) as total, max(o.placed_at) as last
    from customers c join orders o on o.customer_id = c.id group by c.id;
create materialized view totals as select customer_id, sum(total) as total from orders group by customer_id;
create function twice(n integer) returns integer language sql immutable return n * 2;
create function twice(n numeric) returns numeric language sql immutable return n * 2;
create function pick(a integer, b text default 'x', c boolean default false) returns text language sql return b;
create function orders_of(customer bigint) returns setof orders language sql stable as 'select * from orders where customer_id = customer';
create function span(out low integer, out high integer) language sql as 'select 1, 2';
create function listed(n integer) returns table (pos integer, label text) language sql as 'select 1, ''a''';
create function only_one(out answer integer) language sql as 'select 42';
create function same_as(anyelement) returns anyelement language sql immutable as 'select $1';
create function first_of(anyarray) returns anyelement language sql immutable as 'select $1[1]';
create function sum_all(variadic n integer[]) returns bigint language sql immutable as 'select 1::bigint';
create function full_name(c customers) returns text language sql stable as 'select c.name';
create function shop.twice(n text) returns text language sql immutable return n;
create procedure tidy(days integer) language sql as 'delete from events where kind = ''x''';
create aggregate total_of(numeric) (sfunc = numeric_add, stype = numeric, initcond = '0');
create sequence ticket;
