create table places (
    id bigint primary key,
-- @finds location of places has no spatial index: a search for what is near or within reads all of places
    location point not null
);
create index places_location on places using gist (location) where id > 10;
drop index places_location;
