-- @table public.visits 3000000 300000000
-- @table public.pages 50000 9000000
-- each page's visits are found by the index on page_id
-- @query visits.sql:1: select v.id from pages p join visits v on v.page_id = p.id where p.path = $1 and v.visitor = $2
-- implied by what is asked for
-- @query visits.sql:2: select id from visits where token = $1
-- the predicate is that of the index, if the parameter says so
-- @query visits.sql:3: select id from visits where agent = $1 and kind = $2
-- one condition is not understood
-- @query visits.sql:4: select id from visits where id = $1 or agent = $2
create table pages (id bigint primary key, path text not null unique);
create table visits (
    id bigint primary key,
    page_id bigint not null references pages,
    visitor uuid not null,
    token uuid,
    agent text not null,
    kind text not null
);
create index visits_page on visits (page_id);
create index visits_token on visits (token) where token is not null;
create index visits_agent on visits (agent) where kind = 'robot';
