-- @before
create table users (id bigint primary key, email text, name text not null);
-- @migration 2
-- nullable as it is, and new
alter table users alter column email drop not null;
alter table users alter column name drop default;
alter table users add column nick text not null default '';
alter table users alter column nick drop not null;
