-- in the schema public
-- @before
create table orders (id bigint primary key);
-- @migration 2
-- @finds Every use of the schema "my-shop" needs double quotes
create schema "my-shop";
-- @finds Every use of the type "Size" needs double quotes
create type "Size" as enum ('s', 'm');
-- @finds Every use of the routine "totalOf" needs double quotes
create function "totalOf"(bigint) returns bigint language sql as 'select $1';
-- @finds Every use of the view "user" needs double quotes, as it is a key word
create view "user" as select id from orders;
-- @finds Every use of orders's column "createdAt" needs double quotes
alter table orders add column "createdAt" timestamptz;
