-- @before
create table visits (id bigint primary key, at timestamptz);
-- @migration 2 transaction
drop table visits;
-- @finds Table public.visits is dropped above
create table visits (id uuid primary key, at timestamptz);
