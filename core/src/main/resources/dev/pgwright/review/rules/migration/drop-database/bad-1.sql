-- @fails 3D000
-- @finds Database shop is dropped
drop database shop;
