-- @before
create table plots (id bigint primary key, owner text);
-- @migration 2
begin;
update plots set owner = 'city' where id = 1;
commit;
begin;
update plots set owner = 'city' where id = 2;
commit;
