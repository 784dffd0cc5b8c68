-- @before
create table visits (id bigint primary key, time_zone_offset integer, at timestamptz);
-- @migration 2
-- @finds seen is timestamp[]
alter table visits add column seen timestamp without time zone[];
-- @migration 3
-- @finds at is timestamp
alter table visits alter column at type timestamp;
-- @finds instant is timestamp
create domain instant as timestamp;
