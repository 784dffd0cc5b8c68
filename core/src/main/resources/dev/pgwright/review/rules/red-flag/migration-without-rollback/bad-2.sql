-- @before
create table people (id bigint primary key, name text, born date);
create table visits (id bigint primary key);
-- @migration 2
alter table people add column full_name text;
-- @migration 3
-- recovery: ?
-- @finds This migration loses data (drop-column) and has no way back, and no note says how to recover
alter table people drop column name;
-- @migration 4
create table calls (id bigint primary key);
-- @finds loses data (truncate-table)
truncate visits;
-- @down
-- nothing to do
