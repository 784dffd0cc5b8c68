create table customers (id bigint primary key);
create table addresses (
    customer_id bigint references customers,
    line text
);
alter table addresses drop constraint addresses_customer_id_fkey;
alter table addresses
    add constraint addresses_customer_fk foreign key (customer_id) references customers on delete cascade;
