-- @before
create table songs (id bigint primary key, title text);
create index songs_title on songs (title);
-- @migration 2
-- @finds public.songs_title
reindex index songs_title;
