-- @before
create table users (id bigint primary key, email text);
insert into users values (1, 'a@example.org'), (2, 'a@example.org');
-- @migration 2
-- @fails 23505
-- @finds Nothing has kept email of public.users unique so far
create unique index concurrently users_email on users (email);
