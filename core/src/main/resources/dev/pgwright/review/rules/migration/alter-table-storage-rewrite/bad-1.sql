-- @before
create unlogged table imports (id bigint primary key, line text);
-- @migration 2
-- @finds SET LOGGED copies all of public.imports
alter table imports set logged;
