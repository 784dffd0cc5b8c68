-- @before
create table drivers (id bigint primary key);
create table tours (id bigint primary key);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table drivers add column phone text;
-- @finds public.drivers, public.tours
alter table tours add column started_at timestamptz;
