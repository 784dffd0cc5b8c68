create schema shop;
-- @finds shop.size is an enum of 1 value;
create type shop.size as enum ('m');
create type shop.colour as enum ('red');
drop type shop.colour;
