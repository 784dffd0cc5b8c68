-- @before
create table users (id bigint primary key, email text);
-- @migration 2
-- @finds Making email of public.users NOT NULL reads every row
alter table users alter column email set not null;
