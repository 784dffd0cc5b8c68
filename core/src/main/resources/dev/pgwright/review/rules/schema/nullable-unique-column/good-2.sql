-- @version 14
create table prices (id bigint primary key, article text not null, country text, price numeric not null);
create unique index prices_of_countries on prices (article, country);
create unique index prices_elsewhere on prices (article) where country is null;
create table labels (id bigint primary key, shelf text, place integer);
create unique index labels_place on labels (shelf, place) where shelf is not null and place is not null;
create table seats (row_number integer, seat integer, primary key (row_number, seat));
