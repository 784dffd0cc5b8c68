-- @table Shop.Visit 50000 9000000 0 150
-- @before
create schema "Shop";
create table "Shop"."Visit" (id bigint primary key);
create function count_visits() returns trigger language plpgsql as $$ begin return null; end $$;
-- @migration 2
-- @finds Shop.Visit
create constraint trigger visit_counted after insert on "Shop"."Visit"
    deferrable initially deferred for each row execute function count_visits();
