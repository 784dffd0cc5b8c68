create table bookings (
    id bigint generated always as identity primary key,
-- @finds bookings_day_check of bookings calls CURRENT_DATE, which is another one later; it is tried when a row is written and never again
    day date not null check (day >= current_date),
-- @finds bookings_made_check of bookings calls now(), which is another one later
    made timestamptz not null check (made <= now())
);
