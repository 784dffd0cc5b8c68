-- @words collations de-x-icu, C
create table people (id bigint primary key, name text collate "de-x-icu", code text collate pg_catalog."C");
create index on people (name collate "POSIX");
