-- @before
create table visits (id serial primary key, place text);
-- @migration 2
-- @finds id is bigint, but the sequence visits_id_seq behind it is integer and ends at 2147483647
alter table visits alter column id type bigint;
