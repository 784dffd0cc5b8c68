-- @before
create domain unused as text;
-- @migration 2
alter domain unused add check (value <> '');
create domain code as text;
create table codes (id bigint primary key, code code);
alter domain code set not null;
