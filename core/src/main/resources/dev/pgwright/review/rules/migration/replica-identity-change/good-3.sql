-- @before
create table orders (id bigint not null, note text);
create unique index orders_id on orders (id);
alter table orders replica identity using index orders_id;
create table items (id bigint primary key);
create table events (id bigint not null);
create publication feed for table items;
create publication news for table events with (publish = 'insert, truncate');
-- @migration 2
-- publications of this history are known, and none publishes changes of these tables
drop index orders_id;
alter table events replica identity nothing;
alter publication feed drop table items;
alter table items replica identity nothing;
