create table orders (id bigint primary key, paid boolean, shipped boolean default null, answers boolean[]);
alter table orders add constraint paid_known check (paid is not null) not valid;
alter table orders validate constraint paid_known;
alter table orders drop column shipped;
