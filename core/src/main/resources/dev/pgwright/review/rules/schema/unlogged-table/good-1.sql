create table carts (id bigint primary key, items jsonb not null);
create temporary table staged (line text);
