-- @before
create table plans (id bigint primary key);
insert into plans values (1);
create table customers (id bigint primary key);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds The new column plan_id has a default
alter table customers add column plan_id bigint not null default 1 references plans;
