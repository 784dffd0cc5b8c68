-- @before
create table events (id bigint not null, payload jsonb);
-- @migration 2
-- @finds Adding the primary key (id)
alter table events add primary key (id);
