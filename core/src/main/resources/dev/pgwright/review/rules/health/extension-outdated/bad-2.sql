-- @outdated hstore 1.7 1.8
-- @outdated pg_stat_statements 1.9 1.12
-- @says hstore is at version 1.7
-- @says pg_stat_statements is at version 1.9, and the server has the files of 1.12
create schema other;
