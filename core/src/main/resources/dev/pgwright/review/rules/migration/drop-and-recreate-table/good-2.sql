-- @before
create table visits (id bigint primary key, at timestamptz);
create table guests (id bigint primary key);
-- @migration 2
drop table guests;
create table visitors (id bigint primary key);
-- @migration 3
create table guests (id bigint primary key);
