create schema shop;
create table shop.orders (id bigint primary key);
create table shop.lines (order_id bigint, line int, primary key (order_id, line));
alter table shop.lines
-- @finds rows of shop.lines
    add foreign key (order_id) references shop.orders on update cascade not valid;
