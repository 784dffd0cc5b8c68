create table customers (id bigint primary key, name text);
create table orders (id bigint primary key, customer_id bigint references customers);
create table settings (key text primary key, value jsonb not null);
comment on table settings is 'One row for each switch of the program';
create temporary table staged (line text);
