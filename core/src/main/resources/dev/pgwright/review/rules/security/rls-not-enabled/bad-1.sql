-- @finds orders has no row-level security, so that whoever may read it reads every row
create table public.orders (id bigint primary key, tenant int not null);
