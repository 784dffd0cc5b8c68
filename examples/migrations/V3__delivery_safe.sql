set local lock_timeout = '3s';
alter table orders add constraint orders_delivered_later check (delivered_at >= placed_at) not valid;
