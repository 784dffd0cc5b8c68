-- @before
create table films (id bigint primary key, title text, title_key text);
-- @migration 2
-- @finds films
update films set title_key = lower(title) where title_key is null;
-- @migration 3
-- @finds how the values of this expression are distributed
create index concurrently films_lower on films (lower(title));
