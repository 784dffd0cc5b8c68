create schema shop;
create domain shop.period as tstzrange;
create table shop.bookings (id bigint, room bigint, during shop.period) partition by hash (id);
create table shop.bookings_0 partition of shop.bookings for values with (modulus 1, remainder 0);
-- @finds bookings_during of shop.bookings is a b-tree over during, a range: it compares whole values, and no search for what overlaps or contains a value can use it
create index bookings_during on shop.bookings (during);
