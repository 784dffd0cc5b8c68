-- @before
create table tickets (id bigint primary key, note text);
-- @migration 2
begin;
delete from tickets where id between 1 and 1000;
analyze tickets;
commit;
vacuum tickets;
