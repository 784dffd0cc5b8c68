-- nothing is known of what is there
-- @finds everything that depends on names
drop view if exists names cascade;
-- @fails 42883
-- @finds everything that depends on twice
drop function twice(int) cascade;
