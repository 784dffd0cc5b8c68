do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
create schema shop authorization pg_monitor;
alter schema shop owner to shop_owner;
