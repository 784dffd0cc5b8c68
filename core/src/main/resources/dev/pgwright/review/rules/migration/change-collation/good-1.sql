-- @before
create table people (id bigint primary key, name text, nick text, city text collate "C");
create index people_city on people (city);
-- @migration 2
create index concurrently people_name on people (name collate "C");
alter table people alter column nick type text collate "POSIX";
