-- @limit invoker 1
-- @finds twice finds its objects by whatever search_path its caller has
create function twice(n int) returns int language sql as 'select 2 * n';
