-- @before
create function total(a int) returns int language sql as 'select a';
-- @migration 2
-- @finds public.total(int4) stays beside public.total(int4, int4)
create or replace function total(a int, b int default 0) returns int language sql as 'select a + b';
