-- @before
create schema desk;
create table desk.bookings (id bigint primary key, room text, at timestamptz);
create unique index "Bookings Once" on desk.bookings (room, at);
alter table desk.bookings add constraint bookings_once unique using index "Bookings Once";
create index bookings_at on desk.bookings (at);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @fails 2BP01
drop index desk.bookings_at,
-- @finds bookings_once
    desk.bookings_once cascade;
