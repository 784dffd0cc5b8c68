-- @before
create table people (id bigint primary key);
-- @migration 2
create table visits (id bigint primary key);
-- @finds The version 2 is given twice
-- @migration 2
create table calls (id bigint primary key);
