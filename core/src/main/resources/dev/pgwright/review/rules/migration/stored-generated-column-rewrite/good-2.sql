-- @before
create table lines (id bigint primary key, price numeric, total numeric generated always as (price * 2) stored);
-- @migration 2
alter table lines alter column total drop expression;
alter table lines add column if not exists total numeric generated always as (price * 2) stored;
create table marks (id bigint primary key);
alter table marks add column twice bigint generated always as (id * 2) stored;
