-- @before
create table members (id bigint primary key, email text constraint members_email_once unique);
-- @migration 2
-- @fails 2BP01
-- @finds the constraint members_email_once of public.members
drop index members_email_once;
