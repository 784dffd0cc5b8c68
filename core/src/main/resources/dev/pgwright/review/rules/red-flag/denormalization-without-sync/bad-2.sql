-- @before
create schema blog;
create table blog.posts (id bigint primary key, title text not null);
create table blog.post_comments (id bigint primary key, post_id bigint references blog.posts on delete cascade);
-- @migration 2
-- @finds commentCount of blog.posts counts rows of blog.post_comments
alter table blog.posts add column "commentCount" integer not null default 0;
