create table people (id bigint primary key, code text collate "C", name text, tags text[]);
