-- @unfixed a setting stands between the statements
-- @before
create table cups (id bigint primary key, size_ml integer);
create table plates (id bigint primary key, size_cm integer);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds Nobody can read or write public.cups
alter table cups add column colour text;
set local lock_timeout = 0;
create index plates_size on plates (size_cm);
