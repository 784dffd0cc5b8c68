-- @superuser postgres
create table orders (id bigint primary key);
