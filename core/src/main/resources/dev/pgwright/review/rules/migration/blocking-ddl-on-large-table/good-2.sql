-- @table colours 40 8192
-- @before
create table colours (id bigint primary key, name varchar(20));
-- @migration 2
alter table colours alter column name type char(30);
