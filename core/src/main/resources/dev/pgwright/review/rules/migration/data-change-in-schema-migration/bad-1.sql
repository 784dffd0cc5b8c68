-- @before
create table roles (id bigint primary key, title text);
-- @migration 2
alter table roles add column level integer;
-- @finds public.roles
update roles set level = 1 where id = 1;
