-- @migration 1
create table people (id bigint primary key, name text, age int);
-- @down
drop table people;
-- @migration 2
-- rollback: none; nobody reads the column since release 41, and the nightly dump has it
alter table people drop column name;
-- @migration 3
alter table people add constraint people_age check (age > 0) not valid;
-- @down
alter table people drop constraint people_age;
-- @migration 4
set lock_timeout = '2s';
alter table people validate constraint people_age;
comment on table people is 'who has an account';
vacuum people;
