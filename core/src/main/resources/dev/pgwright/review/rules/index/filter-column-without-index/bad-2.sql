-- @table app.Session 800000 160000000
-- @table public.visits 3000000 300000000
-- @query queryid 77: delete from app."Session" where expires_at < $1
-- @counts 1000 700000 20 12000 20000000 0 0.31
-- @query queryid 78: select v.page_id from visits v join pages p on p.id = v.page_id where v.visitor = $1 and v.left_at is null
create schema app;
-- @says queryid 77 (31 % of the time) looks for rows of app.Session (800 k rows) by expires_at, and no index leads with it
create table app."Session" (token uuid primary key, user_id bigint not null, expires_at timestamptz not null);
create table pages (id bigint primary key, path text not null);
-- @says queryid 78 looks for rows of visits (3.0 M rows) by visitor
create table visits (
    id bigint primary key,
    page_id bigint not null references pages,
    visitor uuid not null,
    left_at timestamptz
);
-- it serves other queries: pages is not limited to few rows by anything
create index visits_page on visits (page_id);
