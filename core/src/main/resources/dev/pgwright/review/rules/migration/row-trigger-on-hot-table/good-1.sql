-- @table orders 50000 9000000 812 960
-- @before
create table orders (id bigint primary key);
create function note() returns trigger language plpgsql as $$ begin return null; end $$;
-- @migration 2
create trigger orders_note after insert on orders referencing new table as added
    for each statement execute function note();
