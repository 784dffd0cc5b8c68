-- @table public.offices 12 8192
create table offices (id bigint primary key, location point);
create table zones (id bigint, area polygon) partition by hash (id);
create table zones_0 partition of zones for values with (modulus 1, remainder 0);
create index zones_0_area on zones_0 using gist (area);
