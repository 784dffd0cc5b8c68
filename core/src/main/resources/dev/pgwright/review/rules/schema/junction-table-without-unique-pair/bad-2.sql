create schema cms;
create table cms.posts (id bigint primary key);
create table cms.tags (id bigint primary key);
-- @finds cms.post_tags links cms.posts and cms.tags
create table cms.post_tags (
    id bigint generated always as identity primary key,
    post_id bigint not null references cms.posts,
    tag_id bigint not null references cms.tags,
    weight integer
);
create unique index on cms.post_tags (post_id, tag_id) where weight > 0;
