create table articles (id bigint primary key, tags text[] not null, body jsonb, words tsvector, at timestamptz);
-- @finds articles_tags of articles is a b-tree over tags, an array: it compares whole values, and no search for one of its elements can use it
create index articles_tags on articles (tags);
-- @finds articles_body of articles is a b-tree over body, jsonb
create index articles_body on articles (at, body);
-- @finds articles_words of articles is a b-tree over words, a tsvector
create index articles_words on articles using btree (words);
