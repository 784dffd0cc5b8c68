-- @unfixed another statement needs the check, or changes its column
-- @before
create table users (id bigint primary key, email text);
-- @migration 2
-- @finds the check that email of public.users is not null is a detour
alter table users add constraint users_email_set check (email is not null) not valid;
comment on constraint users_email_set on users is 'for now';
alter table users validate constraint users_email_set;
alter table users alter column email set not null;
alter table users drop constraint users_email_set;
