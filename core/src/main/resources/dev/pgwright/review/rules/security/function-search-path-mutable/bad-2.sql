create schema shop;
create procedure shop.settle(amount numeric) language plpgsql
as 'begin end';
create function shop.close_year(year int) returns int language plpgsql set work_mem = '64MB'
as 'begin return year; end';
-- @finds shop.close_year runs with its owner's rights
alter function shop.close_year(int) security definer;
