-- @before
create schema geo;
create table geo.countries (code varchar(2) primary key, number numeric(6, 0) unique, big integer unique);
create table geo.towns (id bigint primary key, country varchar(3), number integer, big bigint);
-- @migration 2
-- @finds country is varchar(3), but geo.countries.code is varchar(2), so that the two do not take the same values
alter table geo.towns add foreign key (country) references geo.countries (code);
-- @finds number is integer, but geo.countries.number is numeric(6,0), so that checks and joins have to convert one of them
alter table geo.towns add foreign key (number) references geo.countries (number);
-- @finds big is bigint, but geo.countries.big is integer, so that most of its values can never be there
alter table geo.towns add foreign key (big) references geo.countries (big);
