create table customers (id bigint primary key, name text, email text);
alter table customers alter column name set not null;
create table links (a_id bigint, b_id bigint, since date, until date, primary key (a_id, b_id));
create table customer_ratings (id bigint primary key references customers, rating integer, votes integer);
create table remarks (id bigint primary key, text text);
