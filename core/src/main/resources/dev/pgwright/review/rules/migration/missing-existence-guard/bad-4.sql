-- @unfixed PostgreSQL has no IF NOT EXISTS for this form
-- @migration 1
-- @finds CREATE SCHEMA has no IF NOT EXISTS
create schema ships create table ports (id bigint primary key);
insert into ships.ports select 1;
