-- @migration 1
create table people (id bigint primary key);
-- @migration 1.1
create table visits (id bigint primary key);
-- @migration 11
create table calls (id bigint primary key);
