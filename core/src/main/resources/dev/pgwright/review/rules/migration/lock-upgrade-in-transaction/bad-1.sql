-- @before
create table seeds (id bigint primary key, weight numeric);
-- @migration 2 transaction
set local lock_timeout = '2s';
delete from seeds where id = 1;
-- @finds has changed rows of public.seeds since line 5
alter table seeds add check (weight > 0) not valid;
