-- @before
create table songs (id bigint primary key, title text);
create index songs_title on songs (title);
-- @migration 2
reindex index concurrently songs_title;
-- @migration 3
reindex (concurrently, verbose) table songs;
