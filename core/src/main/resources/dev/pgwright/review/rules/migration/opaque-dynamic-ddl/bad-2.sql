-- @before
create schema "Mint";
create table "Mint"."Coin" (id bigint primary key, value integer);
-- @migration 2 transaction
create procedure widen() language plpgsql as $body$
declare
    one record;
    target constant text := 'Coin';
begin
-- @finds ACCESS EXCLUSIVE on Mint.Coin
    execute format('alter table %I.%I add column %s text', 'Mint', target, 'metal');
    for one in select tablename from pg_tables where schemaname = 'Mint' loop
-- @finds only known at run time
        execute 'alter table "Mint".' || quote_ident(one.tablename) || ' add column made_on date';
    end loop;
end $body$;
call widen();
