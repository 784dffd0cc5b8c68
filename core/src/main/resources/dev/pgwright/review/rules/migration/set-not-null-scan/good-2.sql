-- @before
create table users (id bigint primary key, email text);
-- @migration 2
alter table users alter column id set not null;
alter table users add constraint users_email_set not null email not valid;
create table guests (id bigint, name text);
alter table guests alter column name set not null;
-- @migration 3
alter table users validate constraint users_email_set;
