-- @before
create schema "Hr";
create table "Hr"."Role" (id bigint primary key, title text);
-- @migration 2 transaction
-- @finds Hr.Role
insert into "Hr"."Role" values (1, 'clerk');
with gone as (
-- @finds Hr.Role
    delete from "Hr"."Role" where id = 2 returning id
)
select count(*) from gone;
create view "Hr".titles as select title from "Hr"."Role";
