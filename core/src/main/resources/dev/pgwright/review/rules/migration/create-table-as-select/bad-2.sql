-- @before
create schema "Old";
create table "Old"."Order" (id bigint primary key, state text);
-- @migration 2 transaction
-- @finds The table public.closed gets the rows of Old.Order
select id, state into closed from "Old"."Order" where state = 'closed';
