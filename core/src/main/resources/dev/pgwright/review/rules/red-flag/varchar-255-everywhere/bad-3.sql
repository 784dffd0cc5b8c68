create table customers (id bigint primary key, name varchar(255), email varchar(255));
-- @finds 6 columns of 3 tables are varchar(255), a limit that does not follow from what they hold
create table articles (id bigint primary key, name varchar(255), maker varchar(255), code text);
create table shops (id bigint primary key, name varchar(255), city varchar(255), plan text);
