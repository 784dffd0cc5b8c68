-- a table that is made here has no rows yet
create table pallets (id bigint primary key, height_cm integer);
alter table pallets add constraint pallets_height_possible check (height_cm between 10 and 300);
