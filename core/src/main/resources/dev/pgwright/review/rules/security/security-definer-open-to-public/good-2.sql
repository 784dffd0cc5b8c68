create schema closed;
create table accounts (id bigint primary key);
create function closed.reset() returns void language sql security definer set search_path = pg_catalog, pg_temp as '';
create function watch() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp
as 'begin return new; end';
alter default privileges revoke execute on functions from public;
create function count_them() returns bigint language sql security definer set search_path = pg_catalog, pg_temp
as 'select count(*) from public.accounts';
