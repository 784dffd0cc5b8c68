-- @unfixed validating has no lighter way
-- @before
create domain email as text;
alter domain email add constraint email_has_at check (value like '%@%') not valid;
create table users (id bigint primary key, address email);
-- @migration 2
-- @finds Validating email_has_at of the domain public.email
alter domain email validate constraint email_has_at;
