-- @before
create table states (name text primary key);
create table orders (id bigint primary key, shop bigint not null);
-- @migration 2
insert into states values ('lost');
create table shops (id bigint primary key);
alter table orders alter column shop drop not null;
-- @down
delete from states where name = 'lost';
delete from shops;
drop table shops;
update orders set shop = 0 where shop is null;
alter table orders alter column shop set not null;
-- @migration 3
-- a way back that only says that there is none is none
alter table orders drop column shop;
-- @down
do $$ begin raise exception 'orders no longer know their shop'; end $$;
