-- @before
create table plots (id bigint primary key, owner text);
-- @migration 2 transaction
-- @finds before_owner
savepoint before_owner;
alter table plots drop column owner;
release savepoint before_owner;
