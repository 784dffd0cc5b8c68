create table accounts (
    id bigint primary key,
    email text not null unique,
    deletes_at_night boolean not null,
    deleted_rows bigint not null,
    images_deleted_at timestamptz,
    created_at timestamptz not null
);
create table deletions (account text not null unique, deleted_at timestamptz not null);
