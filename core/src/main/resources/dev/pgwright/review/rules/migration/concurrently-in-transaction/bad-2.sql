-- @before
create schema "Billing";
create table "Billing"."Invoice" (id bigint primary key, due_on date);
create index "Invoice_due" on "Billing"."Invoice" (due_on);
-- @migration 2
begin;
set local lock_timeout = '2s';
-- @fails 25001
-- @finds the transaction that begins on line 6
drop index concurrently "Billing"."Invoice_due";
commit;
