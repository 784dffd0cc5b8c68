-- @finds moment is timestamptz(1), which rounds to 1 digit of a second
create domain moment as timestamp(1) with time zone;
create table laps (id bigint primary key, ended moment);
-- @finds started is timestamptz(2)[], which rounds to 2 digits
alter table laps add column started timestamptz(2)[];
