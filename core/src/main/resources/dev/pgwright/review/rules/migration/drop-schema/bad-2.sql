-- nothing is known of the schemas
-- @finds schema Old Shop, with the rows
drop schema if exists "Old Shop" cascade;
-- @fails 3F000
-- @finds Schema staging is dropped if it is empty
drop schema staging;
