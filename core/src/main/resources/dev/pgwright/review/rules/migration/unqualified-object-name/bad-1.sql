-- @before
create table public.lines (id bigint primary key);
-- @migration 2
-- @finds which trains
create table trains (id bigint primary key, line_id bigint);
create index trains_line on
-- @finds which trains
    trains (line_id);
