create table calls (id bigint primary key, url text not null, name text, note text, response jsonb);
create table pages (id bigint primary key, html varchar(500), body text, sizes bytea[]);
