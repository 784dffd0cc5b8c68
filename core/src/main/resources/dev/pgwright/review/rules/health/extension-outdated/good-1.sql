-- @time 2026-11-20T10:15:00Z
-- all have the version of their files
create schema other;
