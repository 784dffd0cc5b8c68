-- @before
create schema "Wine";
create table "Wine"."Bottle" (id bigint primary key, vintage integer);
-- @migration 2
begin;
set local statement_timeout = '20s';
-- @finds no idle_in_transaction_session_timeout
create index "Bottle_vintage" on "Wine"."Bottle" (vintage);
commit;
