-- @table plans 40 8192
create table public.plans (id uuid primary key default gen_random_uuid(), name text not null);
create table uploads (id uuid primary key, name text not null);
