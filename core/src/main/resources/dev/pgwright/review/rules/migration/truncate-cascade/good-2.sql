-- @before
create table customers (id bigint primary key);
create table orders (id bigint primary key, customer_id bigint references customers);
-- @migration 2
-- nobody references orders, and of what is made here nothing is lost
truncate orders cascade;
create table notes (id bigint primary key);
create table pages (id bigint primary key, note_id bigint references notes);
truncate notes cascade;
-- @migration 3
truncate customers, orders cascade;
