-- @before
create table readings (day date, sensor bigint) partition by range (day);
create table readings_2026 partition of readings for values from ('2026-01-01') to ('2027-01-01');
-- @migration 2
alter table only readings add constraint readings_key unique (day, sensor);
create table sensors (id bigint primary key, code text);
alter table sensors add unique (code);
