-- @before
create table customers (id bigint primary key);
-- @migration 2 transaction
set local lock_timeout = '2s';
create table reminders (id bigint primary key, customer_id bigint not null references customers);
