-- @table public.readings 80000000 9000000000
create table public.readings (sensor bigint, at timestamptz, value numeric);
-- @finds readings is published with REPLICA IDENTITY FULL: for each changed row a subscriber may search 80 M rows
alter table readings replica identity full;
create publication changes for table readings;
