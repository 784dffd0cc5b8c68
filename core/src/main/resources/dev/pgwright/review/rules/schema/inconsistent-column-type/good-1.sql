create domain money_amount as numeric(12, 2);
create table products (sku text primary key, price numeric(10, 2), value integer, status text);
create table stock (sku varchar(20) primary key, price money_amount, value text, status smallint);
