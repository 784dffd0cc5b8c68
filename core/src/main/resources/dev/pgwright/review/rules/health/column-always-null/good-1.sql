-- @table public.customers 800000 90000000
-- @column public.customers fax 0.9999 12
create table customers (id bigint primary key, fax text);
