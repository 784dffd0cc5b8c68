-- @before
create table users (id bigint primary key, email text);
-- @migration 2
-- @finds Adding UNIQUE (email)
alter table users add constraint users_email unique (email);
