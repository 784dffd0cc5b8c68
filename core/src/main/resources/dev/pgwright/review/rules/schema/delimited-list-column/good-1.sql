create table articles (
    id bigint generated always as identity primary key,
    tag_ids bigint[] not null default '{}',
    tags text[] not null default '{}',
    labels jsonb
);
create table article_tags (article_id bigint references articles, tag_id bigint, primary key (article_id, tag_id));
