-- @before
create table places (id bigint primary key, inside_id bigint references places deferrable);
-- @migration 2
-- @finds places_inside_id_fkey of places is not DEFERRABLE
alter table places
    alter constraint places_inside_id_fkey not deferrable;
