do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key);
grant select on orders to shop_app;
alter default privileges in schema public grant select on tables to shop_app;
