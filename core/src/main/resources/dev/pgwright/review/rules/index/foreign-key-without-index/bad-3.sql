create table people (id bigint primary key, name text unique);
create table visits (
    id bigint primary key,
-- @finds as no index begins with guest_id (visits_guest is partial)
    guest_id bigint references people,
-- @finds as no index begins with host_name (visits_host has another collation or operator class)
    host_name text references people (name),
-- @finds as no index begins with driver_id (visits_driver is brin)
    driver_id bigint references people,
-- @finds as no index begins with cook_id
    cook_id bigint references people,
    ended boolean
);
create index visits_guest on visits (guest_id) where not ended;
create index visits_host on visits (host_name collate "C");
create index visits_driver on visits using brin (driver_id);
create index visits_cook on visits (id) include (cook_id);
create index visits_cook_expression on visits ((cook_id + 0));
