-- @before
create type order_state as enum ('open', 'payed');
-- @migration 2
-- the way that both releases can work with
alter type order_state add value if not exists 'paid' after 'payed';
alter type order_state rename to state_of_order;
