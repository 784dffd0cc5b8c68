-- @before
create table cups (id bigint primary key, size_ml integer);
create table plates (id bigint primary key, cup_id bigint);
-- @migration 2 transaction
alter table cups add column colour text;
alter table plates add column colour text;
create view sets as select c.id from cups c join plates p on p.cup_id = c.id where c.colour = p.colour;
-- @migration 3
begin;
alter table cups drop column colour cascade;
commit;
create index plates_cup on plates (cup_id);
-- @migration 4
create materialized view large as select id from plates where cup_id > 10;
-- @migration 5 transaction
-- the view has to go before its column changes
drop materialized view large;
alter table plates alter column cup_id type numeric;
-- @migration 6 transaction
alter table cups add column mark text;
truncate plates;
