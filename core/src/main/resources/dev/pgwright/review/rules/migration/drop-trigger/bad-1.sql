-- @before
create table orders (id bigint primary key, at timestamptz);
create function stamp() returns trigger language plpgsql as $$ begin new.at := now(); return new; end $$;
create trigger stamp_orders before insert on orders for each row execute function stamp();
-- @migration 2
-- @finds trigger stamp_orders of public.orders
drop trigger stamp_orders on orders;
