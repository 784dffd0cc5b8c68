-- @before
create schema log;
create table log."Event" (id bigint primary key, at timestamptz);
create index "Event_at" on log."Event" (at);
-- @migration 2
-- @finds CLUSTER
cluster log."Event" using "Event_at";
-- @finds VACUUM FULL
vacuum (full true, analyze) log."Event";
-- @finds every table of the database
vacuum (full);
