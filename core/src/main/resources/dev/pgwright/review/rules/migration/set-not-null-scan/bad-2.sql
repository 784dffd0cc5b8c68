-- @before
create schema "Hr";
create table "Hr"."Staff" (id bigint primary key, "badgeNo" text, hired date, constraint badge check ("badgeNo" <> ''));
alter table "Hr"."Staff" add constraint hired_set check (hired is not null) not valid;
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Hr"."Staff"
    alter column id set default 1,
-- @finds Making badgeNo of Hr.Staff NOT NULL
    alter column "badgeNo" set not null,
-- @finds Making hired of Hr.Staff NOT NULL
    add constraint hired_there not null hired;
