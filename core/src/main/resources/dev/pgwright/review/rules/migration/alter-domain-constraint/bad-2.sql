-- @unfixed NOT NULL of a domain cannot be NOT VALID
-- @before
create schema parts;
create domain parts.amount as integer;
create domain parts.name as text;
create table parts.bins (id bigint primary key, held parts.amount);
create table parts.boxes (id bigint primary key, held parts.amount, name parts.name);
-- @migration 2 transaction
set local lock_timeout = '2s';
-- @finds parts.bins, parts.boxes
alter domain parts.amount set not null;
