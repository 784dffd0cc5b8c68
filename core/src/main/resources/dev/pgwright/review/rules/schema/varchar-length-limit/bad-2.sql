-- @finds short_name is varchar(12)
create domain short_name as character varying(12);
create table teams (id bigint primary key, name short_name, motto text);
-- @finds motto is varchar(200)
alter table teams alter column motto type varchar(200);
