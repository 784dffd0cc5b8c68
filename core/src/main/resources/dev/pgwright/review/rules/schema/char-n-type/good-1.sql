create table airports (
    code text primary key check (length(code) = 3),
    kind "char" not null,
    name varchar(80) not null
);
