create table orders (id bigint primary key);
create schema drafts;
grant create on schema drafts to public;
