-- @before
create function total(a int) returns int language sql as 'select a';
create function shown(a int) returns text language sql as $$ select a::text $$;
create function shown(a date) returns text language sql as $$ select a::text $$;
-- @migration 2 transaction
drop function total(int);
create or replace function total(a int, b int) returns int language sql as 'select a + b';
create or replace function shown(a uuid) returns text language sql as $$ select a::text $$;
create function fresh(a int) returns int language sql as 'select a';
create or replace function fresh(a text) returns text language sql as 'select a';
