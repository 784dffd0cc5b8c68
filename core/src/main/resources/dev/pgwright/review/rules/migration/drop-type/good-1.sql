create type mood as enum ('good', 'bad');
create table people (id bigint primary key, mood mood);
drop type mood cascade;
