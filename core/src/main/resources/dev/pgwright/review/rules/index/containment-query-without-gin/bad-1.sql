-- @table public.articles 900000 700000000
-- @query search.sql:1: select id from articles where tags @> array[$1]
-- @says search.sql:1 asks by @> what tags of articles (900 k rows) contains, and no index answers that: all 900 k rows are read
-- @query search.sql:2: select id from articles where data @> $1
-- @says search.sql:2 asks by @> what data of articles
-- @query search.sql:3: select id from articles where words @@ websearch_to_tsquery('english', $1)
-- @says search.sql:3 asks by @@ what words of articles
create table articles (
    id bigint primary key,
    tags text[] not null,
    data jsonb not null,
    words tsvector not null
);
-- whole values only
create index articles_tags on articles (tags);
