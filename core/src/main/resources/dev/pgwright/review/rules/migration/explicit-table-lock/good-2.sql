-- @before
create table stock (id bigint primary key, pieces integer);
-- @migration 2 transaction
create table shelves (id bigint primary key);
lock table shelves;
set local lock_timeout = '2s';
lock table stock in access exclusive mode;
alter table stock add column unit text;
