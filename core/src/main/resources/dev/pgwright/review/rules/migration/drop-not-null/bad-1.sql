-- @before
create table users (id bigint primary key, email text not null);
-- @migration 2
-- @finds Column email of public.users
alter table users alter column email drop not null;
