-- @before
create table lines (id bigint primary key, price numeric, amount integer);
-- @migration 2
alter table lines add column total numeric generated always as (price * amount) virtual;
alter table lines add column twice integer generated always as (amount * 2);
alter table lines alter column total set expression as (price * amount * 2);
