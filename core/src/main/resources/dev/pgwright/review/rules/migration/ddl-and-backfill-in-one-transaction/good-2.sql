-- @before
create table hotels (id bigint primary key, name text);
-- @migration 2 transaction
create table names (id bigint primary key, name text);
alter table names add column slug text;
insert into names select id, name, lower(name) from hotels;
update names set slug = upper(name);
update hotels set name = 'none' where name is null;
alter table hotels alter column name set not null;
