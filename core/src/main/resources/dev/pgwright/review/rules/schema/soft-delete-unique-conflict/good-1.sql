create table accounts (
    id bigint primary key,
    email text not null,
    token text not null unique,
    external_id uuid not null unique,
    number bigint generated always as identity unique,
    deleted_at timestamptz
);
create unique index accounts_email on accounts (email) where deleted_at is null;
