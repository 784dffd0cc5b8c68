-- @before
create table alarms (id bigint primary key, rings time);
-- @migration 2
alter table alarms
-- @finds rings is timetz(0)
    alter column rings type timetz(0),
-- @finds pauses is timetz[]
    add column pauses timetz[];
