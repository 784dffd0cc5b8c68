-- @before
create table members (id bigint primary key);
insert into members values (1);
-- @migration 2
-- @fails 23502
-- @finds The column email must not be NULL
alter table members add column email text not null;
