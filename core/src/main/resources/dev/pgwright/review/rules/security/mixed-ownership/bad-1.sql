do $$ begin create role shop_owner; exception when duplicate_object then null; end $$;
create table orders (id bigint primary key);
create table lines (id bigint primary key);
-- @finds stock belongs to shop_owner, but most tables of the same schema to the database's owner
create table stock (id bigint primary key);
alter table stock owner to shop_owner;
