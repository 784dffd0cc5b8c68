create table events (
    id uuid primary key default uuidv7(),
    token uuid not null unique default gen_random_uuid(),
    at timestamptz not null
);
