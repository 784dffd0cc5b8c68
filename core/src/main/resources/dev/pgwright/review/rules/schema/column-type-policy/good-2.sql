create table orders (id integer primary key, total money, made timestamp);
