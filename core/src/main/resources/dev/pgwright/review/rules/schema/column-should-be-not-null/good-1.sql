create domain flag as boolean not null default false;
create table customers (
    id bigint generated always as identity primary key,
    blocked boolean not null default false,
    vip flag,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    name text,
    initial text generated always as (left(name, 1)) stored
);
