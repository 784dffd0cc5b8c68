-- @table log.Entry 50000000 9000000000 20 400
-- @use log.Entry 3 900 9000 50000000 10 0 0
-- @column log.Entry day 0 900 1 4
-- @query queryid 1: select count(*) from log."Entry" where day between $1 and $2
-- @query queryid 2: delete from log."Entry" where day >= $1 and day < $2
create schema log;
create table log."Entry" (id bigint primary key, day date not null, line text not null);
-- @finds queryid 1 and others only ask for ranges of it
create index entry_day on log."Entry" (day);
