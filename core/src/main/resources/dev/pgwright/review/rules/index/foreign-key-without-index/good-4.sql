-- @table public.plans 12 8192
create table customers (id bigint primary key);
create table plans (id int primary key, owner_id bigint references customers);
