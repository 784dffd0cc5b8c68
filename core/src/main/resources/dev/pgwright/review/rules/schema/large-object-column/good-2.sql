-- numbers of tables and roles, not of large objects
create table audit (
    id bigint generated always as identity primary key,
    table_oid oid not null,
    relid oid,
    by_role oid,
    seen regclass
);
