create schema shop;
create table shop.orders (id bigint primary key);
create function shop.twice(n int) returns int language sql as 'select 2 * n';
grant all on shop.orders to current_user;
grant usage on schema shop to public;
grant all on function shop.twice(int) to public;
revoke all on shop.orders from public;
