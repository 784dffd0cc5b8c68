-- @before
create table seeds (id bigint primary key, weight numeric);
-- @migration 2 transaction
alter table seeds add column kind text;
update seeds set kind = 'oats' where id = 1;
alter table seeds alter column kind set default 'oats';
-- @migration 3
update seeds set kind = 'rye' where id = 2;
alter table seeds add column year integer;
