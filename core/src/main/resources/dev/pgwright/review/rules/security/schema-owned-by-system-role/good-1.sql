do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
create schema shop authorization shop_owner;
create schema plain;
