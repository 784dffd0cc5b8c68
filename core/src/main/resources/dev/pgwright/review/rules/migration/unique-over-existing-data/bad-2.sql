-- @before
create schema "Fleet";
create table "Fleet"."Car" (id bigint primary key, plate text, country text);
create unique index on "Fleet"."Car" (plate) where country = 'DE';
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Fleet"."Car"
    alter column country set default 'DE',
-- @finds Nothing has kept country, plate of Fleet.Car unique so far
    add constraint car_plate unique (country, plate);
-- @finds an expression
create unique index car_plate_upper on "Fleet"."Car" (upper(plate));
