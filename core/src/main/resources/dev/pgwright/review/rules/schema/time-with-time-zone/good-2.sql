create table alarms (id bigint primary key, rings timetz);
alter table alarms alter column rings type time;
create table calls (id bigint primary key, at timestamptz not null);
create view calls_by_time as select id, at::timetz as time_of_day from calls;
