-- @table public.parcels 6000000 1200000000
-- @table public.labels 40000 8000000
-- @table public.depots 30 8192
-- @column public.parcels depot 0 30
-- all of both: a hash join, whatever indexes there are
-- @query parcels.sql:3: select l.code, count(*) from labels l join parcels p on p.label_code = l.code group by l.code
-- a thirtieth of the table
-- @query parcels.sql:5: select p.id from depots d join parcels p on p.depot = d.name where d.id = $1
-- another rule is about foreign keys
-- @query parcels.sql:7: select p.id from labels l join parcels p on p.label_id = l.id where l.id = $1
create table labels (id bigint primary key, code text not null unique);
create table depots (id int primary key, name text not null);
create table parcels (
    id bigint primary key,
    label_code text not null,
    label_id bigint references labels,
    depot text not null
);
