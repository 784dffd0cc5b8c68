-- @finds Autovacuum passes over queue: its dead rows stay
create table queue (id bigint primary key, payload text) with (autovacuum_enabled = false);
