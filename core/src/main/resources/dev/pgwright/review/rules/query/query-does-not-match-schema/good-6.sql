-- @before
create table orders (id bigint primary key, total numeric(12, 2) not null);
create procedure settle(until date, inout done integer) language plpgsql as $$ begin done = 0; end; $$;
-- @migration V2
call settle(current_date, null);
