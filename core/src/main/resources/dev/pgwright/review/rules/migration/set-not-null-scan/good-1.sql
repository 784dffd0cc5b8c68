-- @before
create table users (id bigint primary key, email text);
-- @migration 2
alter table users add constraint users_email_set check (email is not null) not valid;
-- @migration 3
alter table users validate constraint users_email_set;
-- @migration 4
alter table users alter column email set not null;
alter table users drop constraint users_email_set;
