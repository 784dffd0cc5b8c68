do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
do $$ begin create role shop_reader; exception when duplicate_object then null; end $$;
create table posts (id bigint primary key, author text not null);
alter table posts enable row level security;
create policy app on posts for select to shop_app using (author = current_user);
create policy reader on posts for select to shop_reader using (id < 100);
create policy added on posts for insert to shop_app with check (author = current_user);
