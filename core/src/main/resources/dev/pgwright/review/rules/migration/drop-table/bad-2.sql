-- @before
create schema "Shop";
create table "Shop"."Old Cart" (id bigint primary key);
create table logs (at timestamptz) partition by range (at);
create table logs_2020 partition of logs for values from ('2020-01-01') to ('2021-01-01');
-- @migration 2 transaction
create table scratch (id bigint);
drop table scratch,
-- @finds Shop.Old Cart
    "Shop"."Old Cart",
-- @finds public.logs_2020
    logs_2020 restrict;
