do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table events (id bigint primary key, author text not null);
alter table events enable row level security;
create policy seen on events for select using (author = current_user);
create policy added on events for insert with check (author = current_user);
grant select, insert on events to shop_app;
