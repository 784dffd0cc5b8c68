-- @before
create table cups (id bigint primary key, size_ml integer);
create table plates (id bigint primary key, size_cm integer);
-- @migration 2 transaction
create index plates_size on plates (size_cm);
alter table cups add column colour text;
