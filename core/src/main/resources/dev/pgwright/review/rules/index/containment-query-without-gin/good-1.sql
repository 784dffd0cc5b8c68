-- @table public.articles 900000 700000000
-- @table public.colours 20 8192
-- @query search.sql:1: select id from articles where tags && array[$1]
-- @query search.sql:2: select id from articles where data @> $1
-- @query search.sql:3: select id from articles where to_tsvector('english', body) @@ plainto_tsquery('english', $1)
-- found by its key
-- @query search.sql:4: select id from articles where id = $1 and extra ? 'draft'
-- @query search.sql:5: select name from colours where marks @> array[$1]
create table colours (name text primary key, marks int[] not null);
create table articles (
    id bigint primary key,
    tags text[] not null,
    data jsonb not null,
    extra jsonb not null,
    body text not null
);
create index articles_tags on articles using gin (tags);
create index articles_data on articles using gin (data jsonb_path_ops);
create index articles_body on articles using gin (to_tsvector('english', body));
