create schema shop;
-- @finds shop.counter has no column besides value
create table shop.counter (value bigint not null, note text);
alter table shop.counter drop column note;
