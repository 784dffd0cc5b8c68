-- @before
create table rooms (id bigint primary key, beds integer);
-- @migration 2
-- @finds Nothing ends the transaction
begin;
alter table rooms add column view text;
