-- @finds order_status is an enum of 3 values; values can be added and renamed, never removed
create type order_status as enum ('new', 'paid', 'sent');
create table orders (id bigint primary key, status order_status not null);
