-- @before
create table people (id bigint primary key, city varchar(20) collate "C" unique);
-- @migration 2
alter table people alter column city type varchar(40) collate "C";
create table towns (name text unique);
alter table towns alter column name type text collate "C";
