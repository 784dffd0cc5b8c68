-- @before
create schema "Archive";
create table invoices (id bigint primary key);
create sequence invoice_number;
create type tone as enum ('grey');
create function twice(n int) returns int language sql as 'select 2 * n';
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds public.invoices
alter table if exists invoices set schema "Archive";
-- @finds public.invoice_number
alter sequence invoice_number set schema "Archive";
-- @finds public.tone
alter type tone set schema "Archive";
-- @finds public.twice
alter function twice(int) set schema "Archive";
