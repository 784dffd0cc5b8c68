-- @before
create type mood as enum ('good', 'bad');
create table people (id bigint primary key, mood mood, moods mood[]);
-- @migration 2
-- @finds CASCADE drops public.people.mood, public.people.moods
drop type mood cascade;
