-- a table that has only begun to be filled
-- @table public.customers 200 90000
-- @column public.customers fax 1 0
create table customers (id bigint primary key, fax text);
