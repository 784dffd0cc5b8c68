-- @before
create table seats (id bigint primary key, row_number integer);
-- @migration 2 transaction
alter table seats add column price numeric;
do $$ begin perform 1; end $$;
