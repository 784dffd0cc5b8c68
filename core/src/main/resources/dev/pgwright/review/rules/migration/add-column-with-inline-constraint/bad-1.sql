-- @before
create table accounts (id bigint primary key);
-- @migration 2
-- @finds The UNIQUE of the new column login
alter table accounts add column login text unique;
