-- @before
create table parcels (id bigint primary key, weight_grams integer not null);
-- @migration 2
-- @finds parcels_weight_positive
alter table parcels add constraint parcels_weight_positive check (weight_grams > 0);
