-- @before
create table parcels (id bigint primary key, state text);
-- @migration 2
alter table parcels
-- @finds flag is character(1)
    add column flag character,
-- @finds state is character(8)
    alter column state type char(8);
