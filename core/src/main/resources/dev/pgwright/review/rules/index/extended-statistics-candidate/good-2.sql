-- @table public.addresses 1000000 200000000
-- @column public.addresses city 0 500 0.1 12 Berlin=0.01
-- @column public.addresses postal_code 0 4000 0.1 6 10115=0.0012
-- @query app.sql:4: select id, street from addresses where city = $1 and postal_code = $2
-- @counts 5000 60000 3 2500000 900000 0 0.2
create table addresses (id bigint primary key, city text not null, postal_code text not null, street text not null);
create statistics addresses_place on city, postal_code from addresses;
