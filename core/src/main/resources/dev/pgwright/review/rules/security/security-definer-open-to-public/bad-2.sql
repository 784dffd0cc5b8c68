do $$ begin create role shop_app; exception when duplicate_object then null; end $$;
create schema api;
grant usage on schema api to shop_app;
-- @finds Everybody may run api.refund with its owner's rights
create procedure api.refund(in buyer int) language plpgsql security definer set search_path = pg_catalog, pg_temp
as 'begin end';
grant execute on procedure api.refund(int) to shop_app;
