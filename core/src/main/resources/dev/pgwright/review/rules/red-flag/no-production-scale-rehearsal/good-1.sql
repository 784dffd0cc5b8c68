-- @before
create table orders (id bigint primary key, total int not null, state text);
create table states (state text primary key, label varchar(20));
-- @table public.orders 212000000 40000000000
-- @table public.states 12 8192
-- @migration 2
-- plan:
--   duration: 4 min
--   rehearsed: 2026-11-20 on 200 M rows: 3 min 50 s
alter table orders alter column total type bigint;
-- @migration 3
alter table orders add column placed date;
alter table orders add constraint placed check (placed > '2000-01-01') not valid;
update orders set state = 'new' where id = 7;
update states set label = state;
alter table states alter column state type varchar(40);
-- @migration 4
drop table states;
