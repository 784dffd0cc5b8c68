-- @table archive.Letter 3000000 900000000
-- @before
create schema archive;
create table archive."Letter" (id bigint primary key, "sentAt" date);
-- @migration 2
-- @finds builds an index on archive.Letter (3.0 M rows, 858 MB) and blocks writes
create index on archive."Letter" ("sentAt");
