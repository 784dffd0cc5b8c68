-- @before
-- @table public.parcels 2000000 400000000
create table parcels (id bigint primary key, code text not null, depot int not null, weight int);
-- @migration V2
create function find_parcel(wanted text) returns setof parcels language sql stable as $$
-- @finds This query looks for rows of parcels (2.0 M rows) by code
select * from parcels where code = wanted
$$;
