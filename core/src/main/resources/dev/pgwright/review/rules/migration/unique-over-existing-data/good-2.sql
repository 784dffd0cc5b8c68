-- @before
create table users (id bigint primary key, email text);
-- @migration 2
delete from users as later using users as earlier where later.email = earlier.email and later.id > earlier.id;
create unique index concurrently users_email on users (email);
alter table users add column login text;
create unique index concurrently users_login on users (login);
alter table users add column badge text unique;
create table guests (name text unique);
create unique index on guests (lower(name));
