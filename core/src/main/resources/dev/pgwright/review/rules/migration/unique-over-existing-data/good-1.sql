-- @before
create table users (id bigint primary key, email text, token uuid default gen_random_uuid());
-- @migration 2
create unique index concurrently users_id_email on users (id, email);
create unique index concurrently users_token on users (token);
create index concurrently users_email on users (email);
