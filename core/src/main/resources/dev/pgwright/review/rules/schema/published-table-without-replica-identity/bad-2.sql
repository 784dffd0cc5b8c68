-- @finds UPDATE and DELETE of plans fail: publication changes
create table plans (id bigint, name text);
alter table plans add constraint plans_pkey primary key (id) deferrable;
create table codes (code text primary key);
-- @finds UPDATE and DELETE of codes fail: publication changes
alter table codes replica identity nothing;
create table visits (id bigint, at date) partition by range (at);
create table visits_2026 partition of visits for values from ('2026-01-01') to ('2027-01-01');
create publication changes for table plans, codes with (publish = 'update');
