-- @before
create domain email as text;
create table users (id bigint primary key, address email);
-- @migration 2
-- @finds reads every row of public.users
alter domain email add constraint email_has_at check (value like '%@%');
