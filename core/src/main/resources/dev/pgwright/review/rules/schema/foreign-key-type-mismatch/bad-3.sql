create table towns (name text collate "C" primary key);
create table streets (
    id bigint primary key,
-- @finds town has POSIX, but towns.name has C, so that a join fails unless it says which is meant
    town text collate "POSIX" references towns,
-- @finds next_town has the database's collation, but towns.name has C, so that a join cannot use the index
    next_town text references towns
);
