-- in the schema public
create table Users (
    id bigint primary key,
    firstName text,
    position integer,
    value text,
    name text,
    type text,
    "quoted" text,
    _2nd text,
    street_nr$ text,
    "time" time
);
select street_nr$ from users;
