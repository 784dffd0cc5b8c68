-- @before
create function total(a int) returns int language sql as 'select a';
create function twice(a int, out b int) language sql as 'select 2 * a';
-- @migration 2
create or replace function total(a integer) returns int language sql as 'select a + 1';
create or replace function twice(a int4, out b int) language sql as 'select a + a';
create or replace function thrice(a int) returns int language sql as 'select 3 * a';
