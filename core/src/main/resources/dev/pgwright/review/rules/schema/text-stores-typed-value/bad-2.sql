-- @before
create schema web;
create table web.visits (id bigint primary key);
-- @migration 2
alter table web.visits
-- @finds remoteAddr of web.visits is varchar(45) but named like an IP address
    add column "remoteAddr" varchar(45),
-- @finds headers_json of web.visits is text but named like JSON
    add column headers_json text,
-- @finds finished_at of web.visits
    add column finished_at text;
