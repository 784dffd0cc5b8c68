-- @table public.customers 800000 90000000
-- @column public.customers fax 1 0
-- @column public.customers phone 0.4 300000
create table customers (
    id bigint primary key,
    phone text,
-- @finds fax was NULL in every row of customers that ANALYZE looked at, of 800 k rows
    fax text
);
