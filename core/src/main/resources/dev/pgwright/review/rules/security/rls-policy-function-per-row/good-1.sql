create schema auth;
create function auth.tenant() returns int stable language sql
as 'select current_setting(''app.tenant'', true)::int';
create table orders (id bigint primary key, tenant int not null, buyer text);
alter table orders enable row level security;
create policy tenant on orders using (tenant = (select auth.tenant()));
create policy buyer on orders for select using (buyer = (select current_setting('app.buyer')));
create policy own on orders for delete using (buyer = current_user);
