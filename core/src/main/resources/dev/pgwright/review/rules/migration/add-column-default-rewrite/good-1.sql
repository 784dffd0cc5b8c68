-- @before
create domain label as text;
create table sessions (id bigint primary key);
-- @migration 2
alter table sessions
    add column created_at timestamptz not null default now(),
    add column kind label default 'web',
    add column tags text[] not null default array['new', 'open'];
