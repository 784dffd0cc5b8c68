-- @before
create table drivers (id bigint primary key);
-- @migration 2 transaction
create table tours (id bigint primary key);
alter table drivers add column phone text;
alter table tours add column driver_id bigint;
