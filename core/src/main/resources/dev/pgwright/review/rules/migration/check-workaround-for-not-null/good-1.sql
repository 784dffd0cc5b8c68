-- @before
create table users (id bigint primary key, email text);
-- @migration 2
alter table users add constraint users_email_set not null email not valid;
-- @migration 3
alter table users validate constraint users_email_set;
