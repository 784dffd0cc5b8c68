-- @before
create schema "Shop";
create procedure "Shop"."Close Day"(day date) language plpgsql as $$ begin null; end $$;
-- @migration 2 transaction
-- @finds Shop.Close Day(date) stays beside Shop.Close Day(timestamptz)
create or replace procedure "Shop"."Close Day"(day timestamptz) language plpgsql as $$ begin null; end $$;
