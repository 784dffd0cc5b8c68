-- @limit every-column 1
create table orders (
    id bigint primary key,
-- @finds quantity of orders is integer
    quantity integer not null,
-- @finds discount of orders is smallint
    discount smallint
);
