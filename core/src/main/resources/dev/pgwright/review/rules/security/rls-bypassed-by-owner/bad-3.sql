-- @words application-roles shop_root
-- @superuser shop_root
create table orders (id bigint primary key, tenant int not null);
-- @finds The application logs in as shop_root, a superuser, whom no policy binds, neither of orders nor of any other table
alter table orders enable row level security, force row level security;
create policy tenant on orders using (tenant = 1);
