-- what a developer writes on the way to lunch
alter table orders add column delivered_at timestamptz;
alter table orders add constraint orders_total_positive check (total >= 0);
alter table orders alter column status type varchar(20);
create index orders_status on orders (status);
update orders set delivered_at = placed_at where status = 'done';
