create schema shop;
create table shop.visits (day date, at timestamp, guest bigint, page int) partition by range (day);
-- @finds visits_day of shop.visits has day before guest
create index visits_day on shop.visits (day desc, guest) include (page);
-- @finds visits_both of shop.visits has day before at, page
create index visits_both on shop.visits (day, at, page);
