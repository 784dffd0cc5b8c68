-- @before
create table people (id bigint primary key, age int constraint age_sane check (age > 0), name text,
    email text constraint email_once unique, phone text constraint phone_once unique);
alter table people add constraint name_given check (name is not null) not valid;
-- @migration 2
-- replaced, on the way to NOT NULL, and gone with its column
alter table people add constraint age_saner check (age between 0 and 150) not valid;
alter table people drop constraint age_sane;
alter table people validate constraint name_given;
alter table people alter name set not null, drop constraint name_given;
create unique index people_email on people (lower(email));
alter table people drop constraint email_once;
alter table people drop constraint phone_once, drop column phone;
