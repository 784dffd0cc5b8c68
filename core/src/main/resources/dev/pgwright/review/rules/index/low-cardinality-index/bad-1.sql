create type mood as enum ('sad', 'ok', 'happy');
create table people (id bigint primary key, active boolean not null, mood mood, vip boolean);
-- @finds people_active of people has only 2 values of active to tell rows apart by: a query that asks for a frequent one reads the table instead
create index people_active on people (active);
-- @finds people_mood of people has only 3 values of mood
create index people_mood on people (mood);
-- @finds people_flags of people has only 4 values of active, vip
create index people_flags on people (active, vip desc);
