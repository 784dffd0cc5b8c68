-- @before
create schema stock;
create table stock.bins (hall int, aisle int, place int, unique (hall, aisle, place));
create table stock.items (
    id bigint primary key, hall int not null, aisle int, place int, check (aisle > 0 and place is not null));
-- @migration 2
alter table stock.items
-- @finds A NULL in one of aisle, place turns the reference to stock.bins off
    add constraint items_bin foreign key (hall, aisle, place) references stock.bins (hall, aisle, place) on delete cascade;
