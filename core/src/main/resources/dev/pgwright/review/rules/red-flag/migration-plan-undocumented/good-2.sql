-- @before
create table orders (id bigint primary key, total int not null, note text);
-- @migration 2
set lock_timeout = '2s';
-- nothing here blocks for long or loses anything
alter table orders add column placed date;
create index concurrently orders_note on orders (note);
reset lock_timeout;
-- @migration 3
-- pgwright:ignore drop-column, migration-without-rollback: empty since release 3
alter table orders drop column note;
