-- @before
create table counters (id bigint primary key, hits bigint);
insert into counters values (1, 3000000000);
-- @migration 2
-- @fails 22003
-- @finds Changing hits of public.counters from bigint to integer: values outside of its range make it fail
alter table counters alter column hits type integer;
