-- @before
create schema log;
create table log.events (id bigint not null, at timestamptz not null);
create table log.audited (id bigint not null);
create table log.events_2026 (id bigint not null, at timestamptz not null);
-- @migration 2
-- @finds log.events_2026 inherits from log.events
alter table log.events_2026 inherit log.events;
-- @finds log.logins inherits from log.events and log.audited
create table log.logins (who text) inherits (log.events, log.audited);
