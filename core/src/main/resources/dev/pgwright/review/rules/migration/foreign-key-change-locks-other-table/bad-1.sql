-- @before
create table customers (id bigint primary key);
-- @migration 2
-- @finds Making the foreign key of public.reminders locks public.customers too
create table reminders (id bigint primary key, customer_id bigint not null references customers);
