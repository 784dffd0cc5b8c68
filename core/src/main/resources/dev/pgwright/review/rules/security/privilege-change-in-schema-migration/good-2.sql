create table orders (id bigint primary key);
insert into orders values (1);
comment on table orders is 'What was bought';
