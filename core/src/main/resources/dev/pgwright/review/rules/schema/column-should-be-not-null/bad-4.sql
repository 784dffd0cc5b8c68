-- @table public.users 80000 9000000
-- @column public.users active 0 2
-- @column public.users points 0.04 900
create table users (
    id bigint primary key,
-- @finds active may be NULL, which is neither true nor false; by the statistics no row is
    active boolean,
-- @finds points may be NULL, though its default says what it is when nothing is given; by the statistics 4.0 % of the rows are
    points integer default 0
);
