create domain email as text;
create table people (id bigint primary key, mail email check (mail like '%@%'));
