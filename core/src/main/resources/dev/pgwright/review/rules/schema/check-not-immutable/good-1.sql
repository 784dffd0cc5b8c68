create function is_email(mail text) returns boolean language sql immutable as $$ select mail like '%@%' $$;
create table bookings (
    id bigint generated always as identity primary key,
    made timestamptz not null default now(),
    starts timestamptz not null,
    ends timestamptz not null,
    mail text check (is_email(mail)),
    code text check (length(lower(code)) = 3),
    check (starts < ends and age(ends, starts) < interval '30 days')
);
