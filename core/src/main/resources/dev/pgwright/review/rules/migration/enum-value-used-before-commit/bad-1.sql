-- @before
create type order_state as enum ('open', 'sent');
create table orders (id bigint primary key, state order_state);
-- @migration 2 transaction
alter type order_state add value 'paid' before 'sent';
-- @fails 55P04
-- @finds 'paid' of order_state
update orders set state = 'paid' where id = 1;
