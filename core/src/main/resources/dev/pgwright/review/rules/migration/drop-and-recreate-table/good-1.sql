create table visits (id bigint primary key, at timestamptz);
drop table visits;
create table visits (id uuid primary key, at timestamptz);
drop table if exists pg_temp.staged;
create temporary table staged (id bigint);
