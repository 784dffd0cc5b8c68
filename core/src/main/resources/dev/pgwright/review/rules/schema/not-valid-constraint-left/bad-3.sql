create domain percent as integer;
create table mixes (id bigint primary key, part percent);
create schema lab;
-- @finds small of the domain lab.share is NOT VALID
create domain lab.share as integer;
alter domain lab.share add constraint small check (value < 100) not valid;
