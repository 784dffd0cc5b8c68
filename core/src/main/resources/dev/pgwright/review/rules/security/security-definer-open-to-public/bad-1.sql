create table accounts (id bigint primary key, balance numeric not null);
-- @finds Everybody may run transfer with its owner's rights, as nothing revokes what PostgreSQL gives to PUBLIC
create function transfer(target bigint, amount numeric) returns void language sql security definer
set search_path = pg_catalog, pg_temp
as 'update public.accounts set balance = balance + amount where id = target';
