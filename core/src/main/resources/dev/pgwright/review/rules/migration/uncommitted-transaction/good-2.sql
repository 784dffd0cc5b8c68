-- @before
create table rooms (id bigint primary key, beds integer);
-- @migration 2 transaction
alter table rooms add column view text;
-- @migration 3 simple-query
begin;
update rooms set beds = 1 where id = 1;
end;
