create schema rail;
set search_path = rail;
create table trains (id bigint primary key);
with old as (select id from trains where id = 1) delete from trains using old where trains.id = old.id;
drop table trains;
