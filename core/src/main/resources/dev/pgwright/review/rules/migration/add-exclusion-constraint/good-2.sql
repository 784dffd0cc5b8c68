-- @before
create table bookings (id bigint primary key, during tstzrange not null);
-- @migration 2
create table bookings_new (like bookings including all);
alter table bookings_new add constraint bookings_no_overlap exclude using gist (during with &&);
alter table bookings add constraint bookings_not_empty check (not isempty(during)) not valid;
