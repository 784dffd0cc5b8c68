-- dropped again, or of a new table, where NOT VALID means nothing
create table orders (id bigint primary key, total numeric, constraint positive check (total > 0));
alter table orders add constraint small check (total < 1000) not valid;
alter table orders drop constraint small;
alter table orders add constraint documented check (total <> 13) not enforced;
