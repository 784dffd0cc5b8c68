create table ledger (id bigint primary key, debit money);
alter table ledger alter column debit type numeric(14, 2) using debit::numeric;
create table tips (id bigint primary key, cash money);
alter table tips drop column cash;
