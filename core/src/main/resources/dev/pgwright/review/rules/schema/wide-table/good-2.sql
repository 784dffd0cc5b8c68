-- @limit max-columns 3
create table orders (id bigint primary key, placed_at timestamptz not null, note text, state text);
alter table orders drop column note;
create view wide as select 1 as a, 2 as b, 3 as c, 4 as d;
