-- @before
create table orders (id bigint primary key, total int not null, state text);
create table states (state text primary key);
-- @table public.orders 212000000 40000000000
-- @table public.states 12 8192
-- @migration 2
-- @finds This rewrites public.orders (212 M rows, 37 GB), and no run on data of like size is recorded
alter table orders alter column total type bigint;
-- @migration 3
-- rehearsed: 2026-11-20 on 10_000 rows: 1 s
-- @finds This builds an index on public.orders (212 M rows, 37 GB), and the recorded run was on 10 k rows only
create index concurrently orders_state on orders (state);
-- @migration 4
-- rehearsed: last week, it was quick
-- @finds and the recorded run does not say on how many rows
alter table orders add constraint orders_state check (state <> '');
