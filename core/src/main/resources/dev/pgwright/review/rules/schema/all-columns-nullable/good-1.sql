create domain full_name as text not null;
create table customers (id bigint primary key, name text not null, email text);
create table people (id bigint primary key, name full_name, email text);
create table mails (id bigint primary key, address text, sent timestamptz, check (address is not null and sent > '2000-01-01'));
