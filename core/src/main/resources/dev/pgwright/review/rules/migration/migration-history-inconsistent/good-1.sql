-- @before
create table people (id bigint primary key);
-- @migration 2
create table visits (id bigint primary key);
-- @migration 3
create table calls (id bigint primary key);
