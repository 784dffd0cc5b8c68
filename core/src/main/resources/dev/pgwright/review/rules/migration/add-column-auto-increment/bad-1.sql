-- @before
create table tickets (code text primary key);
-- @migration 2
-- @finds the bigserial column number numbers every row of public.tickets
alter table tickets add column number bigserial;
