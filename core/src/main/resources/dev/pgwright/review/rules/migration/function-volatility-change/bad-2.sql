-- @before
create schema crm;
create function crm."Sum"(a int, b int) returns int immutable language sql as 'select a + b';
create table crm.bills (id bigint primary key, a int, b int, c int generated always as (crm."Sum"(a, b)) stored,
    constraint positive check (crm."Sum"(a, b) > 0));
-- @migration 2 transaction
-- @finds becomes STABLE, although it has to be IMMUTABLE for generated column c of crm.bills, check constraint positive
alter function crm."Sum"(int, int) stable;
