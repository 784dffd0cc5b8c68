-- @migration 1 transaction
create type order_state as enum ('open', 'sent');
alter type order_state add value 'paid';
create table orders (id bigint primary key, state order_state default 'paid');
insert into orders values (1, 'paid');
