-- @before
create table "Visits" (id bigint primary key);
-- @migration 2
create sequence "Visit Numbers";
-- @finds id of Visits
alter table "Visits" alter column id set default nextval('"Visit Numbers"');
-- @finds place of Visits
alter table "Visits" add column place smallserial;
