create table customers (id bigint primary key, favourite_id bigint);
create table orders (id bigint primary key, customer_id bigint not null references customers);
alter table customers add foreign key (favourite_id) references orders;
create table places (id bigint primary key, inside_id bigint not null references places);
