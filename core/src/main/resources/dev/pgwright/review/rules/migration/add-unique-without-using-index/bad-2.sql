-- @before
create schema "Fleet";
create table "Fleet"."Car" (id bigint primary key, plate text, country text);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Fleet"."Car"
    add column colour text,
-- @finds Adding UNIQUE (country, plate)
    add unique nulls not distinct (country, plate) include (id);
