-- @before
create table events (id bigint not null, payload jsonb);
-- @migration 2
create unique index concurrently events_pkey on events (id);
-- @migration 3
alter table events add constraint events_pkey primary key using index events_pkey;
