-- @before
create table tickets (code text primary key);
-- @migration 2
alter table tickets add column number bigint;
create sequence tickets_number_seq owned by tickets.number;
alter table tickets alter column number set default nextval('tickets_number_seq');
