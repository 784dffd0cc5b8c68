-- @outdated postgis 3.3.2 3.5.1
-- @says postgis is at version 3.3.2, and the server has the files of 3.5.1
create table places (id bigint primary key, name text not null);
