-- @before
create schema "Home";
create table "Home"."Cup" (id bigint primary key, maker_id bigint);
create table makers (id bigint primary key);
create table plates (id bigint primary key, size_cm integer);
-- @migration 2
begin;
set local lock_timeout = '2s';
create table notes (id bigint primary key);
-- @finds write to Home.Cup
alter table "Home"."Cup" add constraint made foreign key (maker_id) references makers not valid;
insert into notes values (1);
delete from plates where size_cm > 30;
commit;
