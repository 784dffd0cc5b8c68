-- @before
create table films (id bigint primary key, title text);
-- @migration 2
update films set title = 'Alien' where id = 1;
create index concurrently films_title on films (title);
create temporary table staged (title text);
insert into staged select title from films;
create table notes (id bigint primary key, word text);
create index notes_word on notes (lower(word));
