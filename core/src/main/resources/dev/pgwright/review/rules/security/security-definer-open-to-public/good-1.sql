do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create table accounts (id bigint primary key, balance numeric not null);
begin;
create function transfer(target bigint, amount numeric) returns void language sql security definer
set search_path = pg_catalog, pg_temp
as 'update public.accounts set balance = balance + amount where id = target';
revoke execute on function transfer(bigint, numeric) from public;
grant execute on function transfer(bigint, numeric) to shop_app;
commit;
