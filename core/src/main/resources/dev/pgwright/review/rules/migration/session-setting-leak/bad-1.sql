-- @before
create table desks (id bigint primary key);
-- @migration 2
-- @finds lock_timeout stays set
set lock_timeout = '3s';
alter table desks add column height_cm integer;
