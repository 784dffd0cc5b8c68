-- @before
create table seeds (id bigint primary key, weight numeric);
create table fields (id bigint primary key);
-- @migration 2 transaction
create table bags (id bigint primary key);
insert into bags values (1);
alter table bags add column seed_id bigint;
update fields set id = 2 where id = 1;
alter table seeds add column kind text;
