-- @before
create table tickets (id bigint primary key, note text);
-- @migration 2 transaction
delete from tickets where id between 1 and 1000;
-- @fails 25001
-- @finds VACUUM
vacuum (analyze) tickets;
