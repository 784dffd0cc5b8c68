-- @table logs.entry 90000000 20000000000
-- @table logs.run 30000 3000000
-- @column logs.entry run_key 0 30000
-- @column logs.run job_id 0 2000
-- @query queryid 5: select r.id, e.line from logs.run r left join logs.entry e on e.run_key = r.key where r.job_id = $1
create schema logs;
create table logs.run (id bigint primary key, job_id bigint not null, key text not null);
create index run_job on logs.run (job_id);
-- @says queryid 5 joins about 15 rows of r with logs.entry (90 M rows) by run_key
create table logs.entry (id bigint primary key, run_key text not null, line text not null);
-- only for some rows
create index entry_errors on logs.entry (run_key) where line like 'ERROR%';
