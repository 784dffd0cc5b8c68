create table orders (id bigint primary key, total numeric);
alter table orders
-- @finds orders_total_positive of orders is NOT VALID
    add constraint orders_total_positive check (total > 0) not valid;
