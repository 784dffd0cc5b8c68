-- @before
create type mood as enum ('good', 'bad');
create domain phone as text;
create table people (id bigint primary key, mood text);
-- @migration 2
-- nothing uses them
drop type mood;
drop domain phone cascade;
drop type if exists tone;
