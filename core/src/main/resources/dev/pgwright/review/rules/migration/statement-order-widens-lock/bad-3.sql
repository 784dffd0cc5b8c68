-- @before
create table cups (id bigint primary key, size_ml integer);
create table plates (id bigint primary key, size_cm integer);
create table bowls (id bigint primary key, depth_cm integer);
insert into cups select n, n from generate_series(1, 10) n;
insert into plates select n, n from generate_series(1, 50) n;
-- @migration 2 transaction
-- colours of cups
-- @finds while the statement on line 18 works
alter table cups add column colour text;
-- both in one
create view coloured as select id, colour from cups; -- for the shop
create table tones (name text primary key);
alter table cups add constraint painted check (colour <> '') not valid;
-- plates
delete from plates where id = 1;
-- that many
alter table plates alter column size_cm type bigint;
alter table bowls alter column depth_cm type bigint
