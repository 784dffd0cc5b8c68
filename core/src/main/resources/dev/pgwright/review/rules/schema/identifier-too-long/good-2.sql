-- PostgreSQL shortens the names that it makes up itself
create table measurements_of_everything_that_moves_in_the_harbour (
    id bigint primary key,
    speed_over_ground_in_knots_and_tenths integer check (speed_over_ground_in_knots_and_tenths >= 0)
);
