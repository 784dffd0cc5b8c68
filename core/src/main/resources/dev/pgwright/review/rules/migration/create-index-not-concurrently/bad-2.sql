-- @before
create schema weather;
create table weather.readings (id bigint primary key, celsius numeric);
create materialized view weather.extremes as select max(celsius) as highest from weather.readings;
-- @migration 2 transaction
-- @finds an index on weather.extremes
create unique index on weather.extremes (highest);
