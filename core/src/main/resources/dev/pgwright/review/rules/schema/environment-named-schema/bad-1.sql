-- @finds The name of the schema shop_prod says where it runs
create schema shop_prod;
create table shop_prod.orders (id bigint primary key);
