-- @before
create table riders (id bigint primary key, name text, city text, team text, number integer, unique (team, number));
-- @migration 2
update riders set city = 'Rome' where id = 7;
delete from riders where team = 'red' and number in (1, 2);
update riders r set city = 'Rome' where r.id between 1 and 5000;
update riders set city = 'Rome' where id > 5000 and id <= 10000;
delete from riders where id in (select id from riders where city is null order by id limit 1000);
with batch as (select id from riders where city is null limit 1000 for update skip locked)
update riders set city = 'Rome' from batch where batch.id = riders.id;
update riders set city = v.city from (values (1, 'Rome'), (2, 'Oslo')) as v(id, city) where riders.id = v.id;
merge into riders using (values (1, 'Rome')) as v(id, city) on riders.id = v.id when matched then update set city = v.city;
