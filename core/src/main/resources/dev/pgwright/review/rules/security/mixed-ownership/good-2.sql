do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
create table public.orders (id bigint primary key);
create table public.lines (id bigint primary key);
alter table public.orders owner to shop_owner;
alter table public.lines owner to shop_owner;
