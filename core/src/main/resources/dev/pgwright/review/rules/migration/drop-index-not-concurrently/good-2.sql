-- @before
create table parts (id bigint, made_on date) partition by range (made_on);
create table parts_2025 partition of parts for values from ('2025-01-01') to ('2026-01-01');
create index parts_made_on on parts (made_on);
-- @migration 2
-- of a partitioned table it can be dropped in no other way
drop index parts_made_on;
create table trials (id bigint primary key, score integer);
create index trials_score on trials (score);
drop index trials_score;
create temporary table staged (a integer);
create index staged_a on staged (a);
drop index staged_a;
