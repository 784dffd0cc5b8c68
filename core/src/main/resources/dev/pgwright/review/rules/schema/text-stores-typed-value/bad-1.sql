create table orders (
    id bigint primary key,
-- @finds order_date of orders is varchar(10) but named like a date or a moment
    order_date varchar(10) not null,
-- @finds total_amount of orders is text but named like a number
    total_amount text,
-- @finds is_active of orders is char but named like a yes or no
    is_active char(1)
);
