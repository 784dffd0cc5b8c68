create table articles (id bigint primary key, title text not null, body text, published boolean, at timestamptz);
create index articles_title on articles (title);
-- another order
create index articles_title_down on articles (title desc nulls last);
-- other operators, another collation
create index articles_title_like on articles (title text_pattern_ops);
create index articles_title_c on articles (title collate "C");
-- other rows
create index articles_title_published on articles (title) where published;
-- another method
create index articles_title_hash on articles using hash (title);
-- another expression
create index articles_title_lower on articles (lower(title));
create index articles_title_at on articles (at, title);
