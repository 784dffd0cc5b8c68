create table scans (
    id bigint generated always as identity primary key,
-- @finds picture is oid, the number of a large object, which stays when its row is deleted
    picture oid not null
);
