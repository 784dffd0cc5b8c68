-- @table public.tasks 9000000 900000000
-- @column public.tasks state 0 4 0.1 5 done=0.97 open=0.02 held=0.01
-- @query jobs.sql:1: select id from tasks where state = 'open' and worker_id = $1
-- this one asks for all of them
-- @query jobs.sql:2: select id from tasks where worker_id = $1
-- nearly all rows
-- @query jobs.sql:3: select id from tasks where state = 'done' and owner_id = $1
create table tasks (id bigint primary key, worker_id bigint not null, owner_id bigint not null, state text not null);
create index tasks_worker on tasks (worker_id);
create index tasks_owner on tasks (owner_id);
