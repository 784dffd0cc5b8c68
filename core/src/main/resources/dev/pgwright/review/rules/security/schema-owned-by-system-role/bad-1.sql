-- @finds The schema shop belongs to pg_monitor, a role of administration, so that whatever changes it needs that role
create schema shop authorization pg_monitor;
