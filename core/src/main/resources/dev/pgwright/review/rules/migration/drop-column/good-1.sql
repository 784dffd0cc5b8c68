create table orders (id bigint primary key, total numeric, note text);
alter table orders drop column note;
