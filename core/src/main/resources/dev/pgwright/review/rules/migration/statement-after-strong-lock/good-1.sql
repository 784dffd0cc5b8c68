-- @before
create table dogs (id bigint primary key, owner_id bigint, name text);
-- @migration 2
begin;
alter table dogs add column chip text;
update dogs set chip = '1' where id = 1;
commit;
create index concurrently dogs_chip on dogs (chip);
