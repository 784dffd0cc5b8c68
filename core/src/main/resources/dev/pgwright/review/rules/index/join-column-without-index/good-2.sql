-- @table public.parcels 6000000 1200000000
-- @table public.labels 40000 8000000
-- the parcel is found by its own key, or by its owner
-- @query parcels.sql:3: select l.id from parcels p join labels l on l.code = p.label_code where p.id = $1
-- @query parcels.sql:5: select p.id from labels l join parcels p on p.label_code = l.code where l.id = $1 and p.owner_id = $2
-- the side that is kept of an outer join is read whole
-- @query parcels.sql:7: select p.id, l.id from parcels p left join labels l on l.code = p.label_code and l.id = $1
create table labels (id bigint primary key, code text not null unique);
create table parcels (id bigint primary key, label_code text not null, owner_id bigint not null);
create index parcels_owner on parcels (owner_id);
