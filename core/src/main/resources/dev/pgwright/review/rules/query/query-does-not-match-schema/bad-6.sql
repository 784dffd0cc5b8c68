-- @before
create table orders (id bigint primary key, total numeric(12, 2) not null);
create procedure settle(until date, inout done integer) language plpgsql as $$ begin done = 0; end; $$;
create function settled(id bigint) returns boolean language sql as $$ select true $$;
-- @migration V2
-- @fails 42809
-- @finds settled(bigint) is not a procedure (42809)
call settled(1::bigint);
