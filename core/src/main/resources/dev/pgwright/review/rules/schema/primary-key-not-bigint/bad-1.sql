create table customers (
-- @finds id of customers is integer and 2 foreign keys follow it, which ends at 2147483647
    id serial primary key,
    referrer_id integer references customers on delete set null
);
create table orders (
-- @finds id of orders is integer, which ends at 2147483647
    id integer generated always as identity,
    customer_id integer not null references customers on delete restrict,
    primary key (id)
);
create table statuses (
-- @finds status_id of statuses is smallint, which ends at 32767
    status_id smallint primary key
);
