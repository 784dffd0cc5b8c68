-- @before
create domain share as float8;
create table "Accounts" (id bigint primary key);
-- @migration 2
alter table "Accounts"
-- @finds currentBalance is double precision (by the domain share)
    add column "currentBalance" share;
