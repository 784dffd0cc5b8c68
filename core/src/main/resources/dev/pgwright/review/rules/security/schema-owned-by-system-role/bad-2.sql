-- @superuser shop_owner
do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
create schema shop;
-- @finds The schema stock belongs to shop_owner
create schema stock authorization shop_owner;
