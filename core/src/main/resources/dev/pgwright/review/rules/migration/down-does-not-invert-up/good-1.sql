-- @before
create table people (id bigint primary key, name text not null, born date);
create type tone as enum ('grey');
-- @migration 2 transaction
alter table people drop column name, add column full_name text;
create index people_born on people (born);
alter type tone add value 'red';
-- @down
begin;
drop index people_born;
alter table people drop column full_name, add column name text not null default '';
alter table people alter column name drop default;
commit;
-- @migration 3
create view grown as select * from people where born < '2000-01-01';
-- @down
drop view grown;
