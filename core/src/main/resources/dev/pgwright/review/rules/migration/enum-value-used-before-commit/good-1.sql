-- @before
create type order_state as enum ('open', 'sent');
create table orders (id bigint primary key, state order_state);
create table notes (id bigint primary key, text text);
-- @migration 2
alter type order_state add value 'paid';
update orders set state = 'paid' where id = 1;
-- @migration 3 transaction
alter type order_state add value 'lost';
insert into notes values (1, 'lost');
update orders set state = 'open' where id = 1;
-- @migration 4 transaction
update orders set state = 'lost' where id = 1;
