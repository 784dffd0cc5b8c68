-- only psql understands the next lines; the server never sees them
\set ON_ERROR_STOP on
create table lots (id bigint primary key);
copy lots (id) from stdin;
1
2
\.
