-- @before
create table events (id bigint, payload jsonb);
create unique index events_id on events (id);
-- @migration 2
-- @finds The primary key of public.events sets id NOT NULL
alter table events add constraint events_id primary key using index events_id;
