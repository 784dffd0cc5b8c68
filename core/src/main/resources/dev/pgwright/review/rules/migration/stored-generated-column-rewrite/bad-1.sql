-- @before
create table lines (id bigint primary key, price numeric, amount integer);
-- @migration 2
-- @finds Adding the stored generated column total computes its value for every row of public.lines
alter table lines add column total numeric generated always as (price * amount) stored;
