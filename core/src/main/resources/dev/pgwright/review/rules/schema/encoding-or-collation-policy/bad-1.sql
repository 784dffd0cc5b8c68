create table people (
    id bigint primary key,
    code text collate "C",
-- @finds The collation of name is de-x-icu, not the database's and none of C
    name text collate "de-x-icu"
);
