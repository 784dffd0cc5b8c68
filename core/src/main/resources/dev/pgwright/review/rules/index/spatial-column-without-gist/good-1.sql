create table places (id bigint primary key, location point, extent box, seen circle, course path, edge lseg);
create index places_location on places using spgist (location);
create index places_extent on places using gist (extent);
-- an expression of it will do; for path and lseg GiST has no operators
create index places_seen on places using gist ((center(seen)));
