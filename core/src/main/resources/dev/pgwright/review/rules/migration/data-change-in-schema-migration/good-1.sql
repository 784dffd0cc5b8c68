-- @before
create table roles (id bigint primary key, title text);
-- @migration 2
create table levels (id bigint primary key, word text);
insert into levels values (1, 'junior'), (2, 'senior');
create temporary table staged (id bigint);
insert into staged select id from roles;
