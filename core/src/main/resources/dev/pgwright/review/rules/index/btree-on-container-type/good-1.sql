create table articles (id bigint primary key, tags text[] not null, body jsonb, during daterange, title text);
create index articles_tags on articles using gin (tags);
create index articles_author on articles ((body ->> 'author'));
create index articles_during on articles using gist (during);
create index articles_title on articles (title) include (tags);
