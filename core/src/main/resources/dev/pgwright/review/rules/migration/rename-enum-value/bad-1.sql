-- @before
create type order_state as enum ('open', 'payed', 'sent');
create table orders (id bigint primary key, state order_state);
-- @migration 2
-- @finds 'payed' of public.order_state
alter type order_state rename value 'payed' to 'paid';
