create table orders (
    id bigint primary key,
-- @finds status of orders takes any text, and a slip of the pen is one more status
    status text not null default 'new',
-- @finds payment_state of orders takes any number
    payment_state smallint not null
);
