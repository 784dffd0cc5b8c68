create schema rail;
create table rail.trains (id bigint primary key, line_id bigint);
create index trains_line on rail.trains (line_id);
insert into rail.trains values (1, 1);
create temporary table staged (id bigint);
insert into staged select id from rail.trains;
drop table staged;
