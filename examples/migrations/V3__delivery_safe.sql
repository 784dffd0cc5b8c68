set local lock_timeout = '3s';
-- pgwright:ignore statement-timeout-missing: the constraint is added NOT VALID, which reads no row
alter table orders add constraint orders_delivered_later check (delivered_at >= placed_at) not valid;
