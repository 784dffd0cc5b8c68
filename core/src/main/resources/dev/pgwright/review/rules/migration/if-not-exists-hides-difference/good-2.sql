-- @before
create table people (id bigint primary key, name text);
-- @migration 2
create table if not exists visits (id bigint primary key, at date);
create index if not exists visits_at on visits (at);
create table if not exists pets (like people including all);
