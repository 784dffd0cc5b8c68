-- @before
create table parcels (id bigint primary key, weight_grams integer not null);
-- @migration 2
alter table parcels add constraint parcels_weight_positive check (weight_grams > 0) not valid;
-- @migration 3
alter table parcels validate constraint parcels_weight_positive;
