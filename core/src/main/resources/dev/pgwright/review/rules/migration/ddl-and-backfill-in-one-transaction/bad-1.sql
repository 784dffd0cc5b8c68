-- @before
create table hotels (id bigint primary key, name text);
-- @migration 2 transaction
alter table hotels add column slug text;
-- @finds UPDATE of public.hotels runs in the transaction that altered the table on line 4
update hotels set slug = lower(name);
