-- @before
create table hotels (id bigint primary key, name text);
-- @migration 2 transaction
alter table hotels add column slug text;
update hotels set slug = 'ritz' where id = 1;
-- @migration 3
update hotels set slug = lower(name) where slug is null;
alter table hotels alter column slug set not null;
