-- @before
create table users (id bigint primary key);
-- @migration 2
alter table users
-- @finds avatarUrl says where
    add column "avatarUrl" varchar(2000),
-- @finds file_name says where
    add column file_name text;
