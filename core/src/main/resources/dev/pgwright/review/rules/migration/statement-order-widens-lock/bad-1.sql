-- @before
create table cups (id bigint primary key, size_ml integer);
create table plates (id bigint primary key, size_cm integer);
-- @migration 2 transaction
-- @finds while the statement on line 7 works
alter table cups add column colour text;
create index plates_size on plates (size_cm);
