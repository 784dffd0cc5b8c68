create table queue (id bigint primary key, payload text) with (autovacuum_enabled = true);
create table import (id bigint primary key, payload text) with (autovacuum_enabled = false);
-- only while it was filled
alter table import reset (autovacuum_enabled);
