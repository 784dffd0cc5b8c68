create function may_see(tenant int) returns boolean stable language sql as 'select tenant > 0';
create function answer() returns int immutable language sql as 'select 42';
create table orders (id bigint primary key, tenant int not null, title text);
alter table orders enable row level security;
create policy seen on orders using (may_see(tenant) and tenant < answer());
create policy lower_case on orders for select using (lower(title) = title);
create policy added on orders for insert with check (tenant = current_setting('app.tenant')::int);
