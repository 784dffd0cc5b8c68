-- @before
create schema hotel;
create table hotel.stay (id bigint primary key, room_id int not null, nights daterange not null, wishes jsonb not null);
create index stay_wishes on hotel.stay using gin ((wishes -> 'food'));
-- @table hotel.stay 3000000 400000000
-- @migration V2
create function hotel.taken(wanted daterange) returns setof int language sql stable as $$
-- @finds This query asks by && what nights of hotel.stay (3.0 M rows) contains
select room_id from hotel.stay where wanted && nights
$$;
