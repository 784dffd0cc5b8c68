-- @before
create domain rank as integer default 1;
create table members (id bigint primary key);
insert into members values (1);
-- @migration 2
alter table members
    add column email text,
    add column joined date not null default current_date,
    add column rank rank not null,
    add column twice bigint not null generated always as (id * 2) stored;
