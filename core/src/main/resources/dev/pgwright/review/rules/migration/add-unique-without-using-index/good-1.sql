-- @before
create table users (id bigint primary key, email text);
-- @migration 2
create unique index concurrently users_email on users (email);
-- @migration 3
alter table users add constraint users_email unique using index users_email;
