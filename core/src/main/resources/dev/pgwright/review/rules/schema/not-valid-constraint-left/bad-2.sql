-- @before
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint, note text);
-- @migration 2
-- @finds orders_customer_id_fkey of orders is NOT VALID
alter table orders add foreign key (customer_id) references customers not valid;
-- @finds orders_note of orders is NOT VALID
alter table orders add constraint orders_note not null note not valid;
