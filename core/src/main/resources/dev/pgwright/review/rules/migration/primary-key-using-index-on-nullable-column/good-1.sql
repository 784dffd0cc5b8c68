-- @before
create table events (id bigint, payload jsonb);
create unique index events_id on events (id);
alter table events add constraint events_id_set check (id is not null and id > 0) not valid;
alter table events validate constraint events_id_set;
-- @migration 2
alter table events add constraint events_id primary key using index events_id;
