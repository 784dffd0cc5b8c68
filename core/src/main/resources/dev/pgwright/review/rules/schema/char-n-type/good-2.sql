-- what it was once does not matter any more
create table parcels (id bigint primary key, state char(8), note char(40));
alter table parcels alter column state type text;
alter table parcels drop column note;
