-- @before
create schema shop;
create table shop.parcels (id bigint primary key, weight numeric check (weight > 0));
-- @migration 2
-- @finds parcelKind of shop.parcels takes any text, and a slip of the pen is one more kind
alter table shop.parcels add column "parcelKind" varchar(20) not null default 'box';
