-- @table jobs.Task 2000000 900000000
-- @use jobs.Task 0 0 90000 2000000 8000000 0 900000
-- @query queryid 4: update jobs."Task" set state = $2, tries = tries + 1 where id = $1
-- @counts 7000000 900000 1 7000000 90000000 0 0.4
-- @query queryid 5: update jobs."Task" set title = $2 where id = $1
-- @counts 1000 90 1 1000 9000 0 0.0001
create schema jobs;
create table jobs."Task" (id bigint primary key, state text not null, tries int not null, title text not null);
-- @finds state, which queryid 4 (40 % of the time) sets, is in task_open
create index task_open on jobs."Task" (id) where state = 'open';
-- hardly anybody sets it
create index task_title on jobs."Task" (lower(title));
