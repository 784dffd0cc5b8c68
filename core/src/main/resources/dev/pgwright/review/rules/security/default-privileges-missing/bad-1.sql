do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
-- @finds Privileges on orders were granted by hand, and the next table of its schema will have none
create table orders (id bigint primary key);
create table lines (id bigint primary key);
grant select on lines to shop_app;
grant select on orders to shop_app;
