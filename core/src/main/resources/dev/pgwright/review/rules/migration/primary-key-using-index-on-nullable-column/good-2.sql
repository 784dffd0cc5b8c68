-- @before
create table events (id bigint not null);
create unique index events_id on events (id);
create table marks (id bigint, code text);
create unique index marks_code on marks (code);
-- @migration 2
alter table events add primary key using index events_id;
alter table marks add constraint marks_code unique using index marks_code;
