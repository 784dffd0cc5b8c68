-- @version 17
-- @before
create schema "Shop";
create table "Shop"."Line" (id bigint primary key, net numeric, gross numeric generated always as (net * 1.19) stored);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Shop"."Line"
    alter column net set default 0,
-- @finds The new expression of the stored generated column gross
    alter column gross set expression as (net * 1.20);
