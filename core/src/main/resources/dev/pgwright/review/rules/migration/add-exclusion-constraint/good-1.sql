create table bookings (
    id bigint primary key,
    during tstzrange not null,
    constraint bookings_no_overlap exclude using gist (during with &&)
);
