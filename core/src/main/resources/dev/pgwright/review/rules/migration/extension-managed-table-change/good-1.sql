-- @before
create function create_hypertable(relation regclass, column_name name) returns void language sql as 'select';
create table metrics (at timestamptz not null, value float8);
create table devices (id bigint primary key);
select create_hypertable('metrics', 'at');
-- @migration 2
alter table devices add column name text;
insert into metrics values (now(), 1);
