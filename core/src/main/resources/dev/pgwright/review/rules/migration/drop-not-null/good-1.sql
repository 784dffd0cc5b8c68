create table users (id bigint primary key, email text not null);
alter table users alter column email drop not null;
