-- @before
create table items (id bigint primary key, code varchar(20), state text);
-- @migration 2
alter table items alter column code type text;
alter table items alter column state type smallint using case state when 'open' then 1 else 0 end;
alter table items add column size bigint;
alter table items alter column size type integer;
