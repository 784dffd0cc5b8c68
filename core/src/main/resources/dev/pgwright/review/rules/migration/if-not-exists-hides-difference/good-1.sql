-- @before
create table people (id bigint primary key, name varchar(80), since timestamptz);
create index people_name on people (name);
-- @migration 2
create table if not exists people (id int8 primary key, name character varying(80));
alter table people add column if not exists since timestamp with time zone;
create index if not exists people_name on people (name);
alter table people add column if not exists born date;
