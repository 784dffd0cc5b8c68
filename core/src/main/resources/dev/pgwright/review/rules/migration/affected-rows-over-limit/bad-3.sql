-- @table colours 3 8192
-- @limit max-rows 2
-- @before
create table colours (name text);
-- @migration 2
-- @finds 3 rows
insert into colours values ('red'), ('green'), ('blue');
