-- @finds UPDATE and DELETE of readings fail: publication everything publishes them, and nothing identifies a row
create table readings (sensor bigint not null, at timestamptz not null, value numeric, unique (sensor, at));
create table sensors (id bigint primary key, name text);
create publication everything for all tables;
