-- @migration 2
create table lots (id bigint primary key, area numeric);
-- @down
-- @finds of the way back: syntax error at or near "tabel"
drop tabel lots;
