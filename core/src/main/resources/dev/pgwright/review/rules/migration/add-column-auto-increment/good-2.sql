-- @before
create table tickets (code text primary key, number bigserial);
-- @migration 2 transaction
create table stamps (code text primary key);
alter table stamps add column number bigint generated always as identity;
alter table tickets add column if not exists number bigserial;
