-- @before
create table films (id bigint primary key, title text, title_key text);
-- @migration 2
update films set title_key = lower(title) where title_key is null;
create index concurrently films_lower on films (lower(title));
analyze films;
-- @migration 3
update films set title_key = title;
-- @migration 4
vacuum (analyze, verbose) public.films;
