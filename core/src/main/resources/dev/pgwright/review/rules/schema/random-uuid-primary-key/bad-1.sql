create table events (
-- @finds id of events is random by gen_random_uuid()
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null
);
