-- @version 17
-- @before
create table users (id bigint primary key, email text, phone text);
-- @migration 2
-- 17 has no other way
alter table users add constraint users_email_set check (email is not null) not valid;
alter table users add constraint users_reachable check (email is not null or phone is not null) not valid;
