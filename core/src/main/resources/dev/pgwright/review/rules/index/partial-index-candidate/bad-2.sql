-- @table jobs.Task 9000000 900000000
-- @column jobs.Task state 0 4 0.1 5 done=0.97 open=0.02 held=0.01
-- @query jobs.sql:1: select id from jobs."Task" where state = 'open' and worker_id = $1
-- @query jobs.sql:2: update jobs."Task" set tries = 1 where worker_id = $1 and state = 'open' and tries = 0
create schema jobs;
create table jobs."Task" (id bigint primary key, worker_id bigint not null, tries int not null, state text not null);
-- @finds jobs.sql:1 and all others that use it ask only for rows with state = 'open', 2.0 % of them
create index task_worker on jobs."Task" (worker_id);
