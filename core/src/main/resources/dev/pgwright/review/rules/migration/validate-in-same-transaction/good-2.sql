-- @before
create table parcels (id bigint primary key, weight integer);
-- @migration 2
alter table parcels add constraint weight_positive check (weight > 0) not valid;
alter table parcels validate constraint weight_positive;
-- @migration 3 transaction
create table boxes (id bigint primary key, weight integer);
alter table boxes add constraint boxes_weight check (weight > 0) not valid;
alter table boxes validate constraint boxes_weight;
