-- @before
create table regions (id bigint primary key);
create table accounts (id bigint primary key);
-- @migration 2
alter table accounts add column region_id bigint references regions, add column note text check (note <> '') not enforced;
create table cards (id bigint primary key);
alter table cards add column pan text unique check (length(pan) = 16);
