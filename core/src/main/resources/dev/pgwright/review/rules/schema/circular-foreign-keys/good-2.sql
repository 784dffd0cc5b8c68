create table customers (id bigint primary key, favourite_id bigint not null);
create table orders (id bigint primary key, customer_id bigint not null references customers);
alter table customers add foreign key (favourite_id) references orders deferrable initially deferred;
