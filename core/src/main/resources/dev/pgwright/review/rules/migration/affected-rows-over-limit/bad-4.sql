-- @before
create table orders (id bigint primary key, state text not null, note text);
-- @table public.orders 5000000 900000000
-- @column public.orders state 0 3 0.1 5 done=0.6 open=0.3 held=0.1
-- @column public.orders note 0.5 90000
-- @migration V2
-- @finds changes about 250 k rows in one statement
update orders set note = 'seen' where state = 'held' and note is null;
