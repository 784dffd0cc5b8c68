-- @before
create domain amount as money check (value >= 0::money);
create table ledger (id bigint primary key);
-- @migration 2
alter table ledger
-- @finds debit is money (by the domain amount)
    add column debit amount,
-- @finds parts is money[]
    add column parts money[];
