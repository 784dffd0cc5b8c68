-- @table orders 50000 9000000 812 960
-- @before
create table orders (id bigint primary key, changed_at timestamptz);
create function touch() returns trigger language plpgsql as $$ begin new.changed_at := now(); return new; end $$;
-- @migration 2
-- @finds The trigger orders_touch runs for each of the 960 rows a second that are written to public.orders
create trigger orders_touch before update on orders for each row execute function touch();
