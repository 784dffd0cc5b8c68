-- @before
create schema bank;
create table bank.accounts (id bigint primary key);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table bank.accounts
    add column opened date,
    add column "limit" numeric default 0
-- @finds reads every row of bank.accounts
        constraint limit_not_negative check ("limit" >= 0)
-- @finds reads every row of bank.accounts
        check ("limit" < 100000);
