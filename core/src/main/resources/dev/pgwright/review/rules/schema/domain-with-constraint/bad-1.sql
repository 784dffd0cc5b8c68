-- @finds The domain email has a CHECK, so that adding a column of it rewrites the table
create domain email as text check (value like '%@%');
create table people (id bigint primary key, mail email);
