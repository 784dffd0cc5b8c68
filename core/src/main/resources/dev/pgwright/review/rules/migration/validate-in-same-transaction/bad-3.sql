-- @unfixed both actions are in one statement
-- @before
create table parcels (id bigint primary key, weight integer);
-- @migration 2
alter table parcels
    add constraint weight_positive check (weight > 0) not valid,
-- @finds is validated in the statement that adds it
    validate constraint weight_positive;
