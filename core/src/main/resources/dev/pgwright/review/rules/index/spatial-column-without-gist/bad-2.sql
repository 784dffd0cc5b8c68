create schema "Map";
create domain "Map".area as polygon;
create table "Map".zones (
    id bigint,
-- @finds area of Map.zones has no spatial index
    area "Map".area,
-- @finds extent of Map.zones has no spatial index
    extent box
) partition by hash (id);
create table "Map".zones_0 partition of "Map".zones for values with (modulus 2, remainder 0);
create table "Map".zones_1 partition of "Map".zones for values with (modulus 2, remainder 1);
create index zones_0_extent on "Map".zones_0 using gist (extent);
