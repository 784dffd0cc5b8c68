-- @before
create table bookings (id bigint primary key, during tstzrange not null);
-- @migration 2
-- @finds the exclusion constraint bookings_no_overlap
alter table bookings add constraint bookings_no_overlap exclude using gist (during with &&);
