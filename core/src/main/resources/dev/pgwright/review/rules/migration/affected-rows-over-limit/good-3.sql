-- @before
create table orders (id bigint primary key, state text not null, note text);
-- @table public.orders 5000000 900000000
-- @column public.orders state 0 4 0.1 5 done=0.9989 open=0.001 held=0.0001
-- @migration V2
-- some five thousand rows, by the statistics
update orders set note = 'seen' where state = 'open';
