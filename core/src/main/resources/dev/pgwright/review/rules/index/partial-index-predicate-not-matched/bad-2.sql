-- @before
create schema desk;
create table desk."Ticket" (id bigint primary key, email varchar(200) not null, state varchar(20) not null);
create index ticket_email on desk."Ticket" (email) where state in ('new', 'open');
-- @table desk.Ticket 7000000 900000000
-- @migration V2
create function desk.of_customer(wanted text) returns setof bigint language sql stable as $$
-- @finds This query looks for rows of desk.Ticket (7.0 M rows) by email
select id from desk."Ticket" where email = wanted and state = 'closed'
$$;
