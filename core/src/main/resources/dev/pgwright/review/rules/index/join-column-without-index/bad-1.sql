-- @table public.parcels 6000000 1200000000
-- @table public.labels 40000 8000000
-- @column public.parcels label_code 0 -0.4
-- @query parcels.sql:3: select p.id, p.weight from labels l join parcels p on p.label_code = l.code where l.id = $1
-- @calls 40
-- @says parcels.sql:3 (40 calls/s) joins about 1 row of l with parcels (6.0 M rows) by label_code, and no index leads with it: all 6.0 M rows are read
create table labels (id bigint primary key, code text not null unique);
create table parcels (id bigint primary key, label_code text not null, weight int not null);
