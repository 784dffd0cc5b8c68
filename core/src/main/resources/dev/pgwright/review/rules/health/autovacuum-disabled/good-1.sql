create table queue (id bigint primary key, payload text) with (autovacuum_vacuum_scale_factor = 0.01);
