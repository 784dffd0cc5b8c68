create role plain_example nosuperuser nobypassrls createdb;
alter role plain_example noreplication;
drop role plain_example;
create extension if not exists plpgsql;
