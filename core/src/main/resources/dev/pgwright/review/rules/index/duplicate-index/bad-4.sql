create table members (
    club_id bigint,
    number int,
    primary key (club_id, number)
);
-- within CREATE TABLE PostgreSQL makes one index of the two
alter table members
-- @finds members_number of members is the same index as that of its primary key members_pkey
    add constraint members_number unique (club_id, number);
