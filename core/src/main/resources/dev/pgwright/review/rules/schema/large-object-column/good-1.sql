create table scans (
    id bigint generated always as identity primary key,
    picture bytea not null
);
